-- Add a website. $key from website_new_key; times are UTC. Returns the row as in websites_all.
INSERT INTO websites (key, id, name, domain, timezone, is_sample, created_at, updated_at)
VALUES ($key, $id, $name, $domain, $timezone, $is_sample, $at, $at)
RETURNING key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at;
