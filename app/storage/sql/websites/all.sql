-- Every website in the order they were added: the fields of app.domain.websites.Website, times without zone in UTC.
SELECT
    key, id, name, domain, timezone, share_id, ingest_peak_eps, ingest_queue_max_events, bot_mode, bot_threshold,
    is_sample, created_at, updated_at
FROM websites
ORDER BY created_at, id;
