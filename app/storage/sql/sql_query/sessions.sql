-- View of an owner's SQL: sessions. Slots: catalog (name of the database, quoted); is_bounce (condition on a session).
CREATE OR REPLACE TEMP VIEW sessions AS
SELECT
    sites.id AS website_id,
    rows.session,
    rows.visitor,
    printf('%016x', rows.session_id) AS session_id,
    coalesce(clients.client_id, printf('%016x', rows.visitor_id)) AS visitor_id,
    rows.started_at,
    rows.ended_at,
    epoch_us(rows.ended_at - rows.started_at) / 1e6 AS duration_seconds,
    rows.pageviews,
    rows.events,
    rows.is_bounce,
    CASE WHEN rows.pageviews > 0 THEN rows.entry_path END AS entry_page,
    CASE WHEN rows.pageviews > 0 THEN rows.exit_path END AS exit_page,
    rows.channel,
    rows.source,
    rows.referrer_domain,
    rows.country,
    rows.region,
    rows.city,
    rows.browser,
    rows.browser_version,
    rows.os,
    rows.os_version,
    rows.device,
    rows.screen,
    rows.language,
    rows.utm_source,
    rows.utm_medium,
    rows.utm_campaign,
    rows.utm_term,
    rows.utm_content,
    rows.is_bot,
    rows.bot_score
FROM (
    -- As all_sessions, whose names would mean this view here.
    SELECT *, {is_bounce} AS is_bounce
    FROM (FROM {catalog}.main.sessions UNION ALL FROM {catalog}.main.sessions_live)
) AS rows
JOIN {catalog}.main.websites AS sites ON sites.key = rows.website
LEFT JOIN {catalog}.main.client_visitors AS clients
    ON clients.website = rows.website AND clients.visitor = rows.visitor;
