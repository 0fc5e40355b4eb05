-- Add a website. $website: its key, from new_key.sql; $at: UTC. Columns: as in all.sql.
INSERT INTO websites (key, id, name, domain, timezone, is_sample, created_at, updated_at)
VALUES ($website, $id, $name, $domain, $timezone, $is_sample, $at, $at)
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
