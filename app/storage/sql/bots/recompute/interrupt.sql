-- Mark the recomputes that a process has left as failed at $at (UTC), with $error_message. $active: their statuses.
UPDATE bot_recomputes
SET status = 'failed', completed_at = $at, error_message = $error_message
WHERE status IN (SELECT unnest($active::VARCHAR[]));
