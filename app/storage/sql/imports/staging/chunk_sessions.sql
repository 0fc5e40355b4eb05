-- Sessions of the chunk, with the columns of table sessions of the database, as app.domain.ingest.sessions has them, and
-- client_id, null for a visitor of one day. The table chunk_channels comes from app.storage.imports.staging.
-- Parameters: $website_id (of the API); $import_id.
WITH grouped AS (
    SELECT
        session,
        min(ts) AS started_at,
        max(ts) AS ended_at,
        count(*) AS events,
        count(*) FILTER (kind = 'pageview') AS pageviews,
        min(seq) AS first,
        coalesce(min(seq) FILTER (kind = 'pageview'), min(seq)) AS entry,
        coalesce(max(seq) FILTER (kind = 'pageview'), max(seq)) AS exit,
        count(referrer_domain) AS referrers,
        arg_min(coalesce(nullif(trim(utm_source, e' \t\r\n'), ''), referrer_domain), seq) AS source,
        min(client) = max(client) AS is_uniform,
        bool_or(is_bot) AS is_bot,
        max(bot_score) AS bot_score,
        arg_max(bot_signals, bot_score::HUGEINT * 18446744073709551616 - seq) AS bot_signals
    FROM (
        SELECT *, hash(country, region, city, browser, browser_version, os, os_version, device, screen, language) AS client
        FROM chunk
    )
    GROUP BY session
)
SELECT
    first.website,
    grouped.session,
    first.visitor,
    ('0x' || left(sha256(concat(
        printf('%016x', first.visitor_id), $website_id::VARCHAR,
        coalesce(first.url, first.origin || first.path || first.query_and_fragment), grouped.session
    )), 16))::UBIGINT AS session_id,
    first.visitor_id,
    grouped.started_at,
    grouped.ended_at,
    grouped.events,
    grouped.pageviews,
    first.kind = 'pageview' AS begins_with_pageview,
    grouped.referrers > (first.referrer_domain IS NOT NULL)::INTEGER AS has_later_referrer,
    entry.origin AS entry_origin,
    entry.hostname AS entry_hostname,
    entry.path AS entry_path,
    entry.query_and_fragment AS entry_query_and_fragment,
    exit.origin AS exit_origin,
    exit.path AS exit_path,
    exit.query_and_fragment AS exit_query_and_fragment,
    grouped.source,
    first.referrer_domain,
    channel,
    first.utm_source, first.utm_medium, first.utm_campaign, first.utm_term, first.utm_content,
    first.country, first.region, first.city, first.browser, first.browser_version, first.os, first.os_version,
    first.device, first.screen, first.language,
    grouped.is_uniform,
    grouped.is_bot,
    grouped.bot_score,
    grouped.bot_signals,
    CASE WHEN first.lasting IS NOT NULL THEN printf('%s:%016x', $import_id::VARCHAR, first.lasting) END AS client_id
FROM grouped
JOIN chunk AS first ON first.seq = grouped.first
JOIN chunk AS entry ON entry.seq = grouped.entry
JOIN chunk AS exit ON exit.seq = grouped.exit
JOIN chunk_channels ON chunk_channels.session = grouped.session
ORDER BY grouped.session;
