-- Store the day's sessions in order of their ends: counts and pages are those of all events, the rest of the first.
INSERT INTO sessions BY NAME
WITH whole AS (
    SELECT session,
           max(ts) AS ended_at,
           count(*) AS events,
           count(*) FILTER (kind = 'pageview') AS pageviews,
           arg_min(coalesce(nullif(trim(utm_source), ''), referrer_domain), seq) AS source,
           bool_or(referrer_domain IS NOT NULL AND NOT is_first) AS has_later_referrer,
           -- A pageview goes before any other event, whenever it came.
           arg_min({'origin': origin, 'hostname': hostname, 'path': path, 'query_and_fragment': query_and_fragment}, (kind = 'event', seq)) AS entry,
           arg_max({'origin': origin, 'path': path, 'query_and_fragment': query_and_fragment}, (kind = 'pageview', seq)) AS exit,
           min(context) = max(context) AS is_uniform,
           bool_or(is_bot) AS is_bot,
           max(bot_score) AS bot_score,
           arg_max(bot_signals, (bot_score, -seq::BIGINT)) AS bot_signals
    FROM (
        SELECT *,
               (country, region, city, browser, browser_version, os, os_version, device, screen, language)::VARCHAR AS context
        FROM day_rows
    )
    GROUP BY session
)
SELECT first.website,
       first.session,
       first.visitor,
       first.session_id,
       first.visitor_id,
       first.ts AS started_at,
       whole.ended_at,
       whole.events,
       whole.pageviews,
       first.kind = 'pageview' AS begins_with_pageview,
       whole.has_later_referrer,
       whole.entry.origin AS entry_origin,
       whole.entry.hostname AS entry_hostname,
       whole.entry.path AS entry_path,
       whole.entry.query_and_fragment AS entry_query_and_fragment,
       whole.exit.origin AS exit_origin,
       whole.exit.path AS exit_path,
       whole.exit.query_and_fragment AS exit_query_and_fragment,
       whole.source,
       first.referrer_domain,
       first.channel,
       first.utm_source,
       first.utm_medium,
       first.utm_campaign,
       first.utm_term,
       first.utm_content,
       first.country,
       first.region,
       first.city,
       first.browser,
       first.browser_version,
       first.os,
       first.os_version,
       first.device,
       first.screen,
       first.language,
       whole.is_uniform,
       whole.is_bot,
       whole.bot_score,
       whole.bot_signals
FROM day_rows AS first
JOIN whole USING (session)
WHERE first.is_first
ORDER BY ended_at, first.seq;
