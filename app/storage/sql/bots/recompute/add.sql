-- Add a recompute of $website.
INSERT INTO bot_recomputes
VALUES ($id, $website, $status, $start_at, $end_at, $created_at, $started_at, $completed_at, $error_message, $events, $done, $changed);
