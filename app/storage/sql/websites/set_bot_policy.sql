-- Set the bot policy of a website. $mode; $threshold (0 to 100); $at: UTC. Columns: as in all.sql; no row when there is
-- no such website.
UPDATE websites
SET bot_mode = $mode, bot_threshold = $threshold, updated_at = $at
WHERE id = $id
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
