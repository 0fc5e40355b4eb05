-- Give a website new values; null keeps a value. $at: UTC. Columns: as in all.sql; no row when there is no such
-- website.
UPDATE websites
SET
    name = coalesce($name, name),
    domain = coalesce($domain, domain),
    timezone = coalesce($timezone, timezone),
    updated_at = $at
WHERE id = $id
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
