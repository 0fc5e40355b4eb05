-- Set the ingest limits of a website; null: the default of the settings. $peak_eps: events a second; $queue_max_events:
-- events that may wait; $at: UTC. Columns: as in all.sql; no row when there is no such website.
UPDATE websites
SET ingest_peak_eps = $peak_eps, ingest_queue_max_events = $queue_max_events, updated_at = $at
WHERE id = $id
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
