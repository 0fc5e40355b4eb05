-- Give a website a link, another one, or none. $share_id: null for none; $at: UTC. Returns the row as in websites_all,
-- if it exists.
UPDATE websites
SET share_id = $share_id, updated_at = $at
WHERE id = $id
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
