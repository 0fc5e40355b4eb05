-- Give a website limits of its own; null: the default of the settings. $peak_eps: events a second; $queue_max_events:
-- events that may wait; $at: UTC. Returns the row as in websites_all, if it exists.
UPDATE websites
SET ingest_peak_eps = $peak_eps, ingest_queue_max_events = $queue_max_events, updated_at = $at
WHERE id = $id
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
