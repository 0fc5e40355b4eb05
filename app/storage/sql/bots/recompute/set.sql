-- Set what a recompute has come to. $id: of it.
UPDATE bot_recomputes
SET
    status = $status,
    started_at = $started_at,
    completed_at = $completed_at,
    error_message = $error_message,
    events = $events,
    done = $done,
    changed = $changed
WHERE id = $id;
