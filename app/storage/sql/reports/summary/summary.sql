-- Today, yesterday and the last hours of several websites, in one scan of events, and their newest events since then.
-- Parameters: $websites, $with_bots, $today, $yesterday, $yesterday_until (lists of equal length: key of the website,
-- whether its bots count, UTC times); $since (UTC: no older event is read); $active_since (UTC: start of the time of
-- active visitors); $spark_start (UTC: start of the first of $spark_hours hours).
-- Columns: website; pageviews, visitors (of today); pageviews_before, visitors_before (of yesterday); hours (map of
-- hour, from 0, to pageviews); active (visitors); last_event (UTC, of any kind). Numbers are null where there is
-- nothing to count; websites without an event since then are absent.
WITH sites AS (
    SELECT unnest($websites::INTEGER[]) AS website,
           unnest($with_bots::BOOLEAN[]) AS with_bots,
           unnest($today::TIMESTAMP[]) AS today,
           unnest($yesterday::TIMESTAMP[]) AS yesterday,
           unnest($yesterday_until::TIMESTAMP[]) AS yesterday_until
),
counts AS (
    SELECT website,
           count(*) FILTER (kind = 'pageview' AND ts >= today) AS pageviews,
           count(DISTINCT visitor) FILTER (ts >= today) AS visitors,
           count(*) FILTER (kind = 'pageview' AND ts >= yesterday AND ts < yesterday_until) AS pageviews_before,
           count(DISTINCT visitor) FILTER (ts >= yesterday AND ts < yesterday_until) AS visitors_before,
           histogram(hour) FILTER (kind = 'pageview' AND ts >= $spark_start AND hour < $spark_hours) AS hours
    FROM (
        SELECT website, ts, kind, visitor, is_bot, (epoch_us(ts) - epoch_us($spark_start)) // 3_600_000_000 AS hour
        FROM events WHERE ts >= $since
    )
    JOIN sites USING (website)
    WHERE with_bots OR NOT is_bot
    GROUP BY website
),
recent AS (
    SELECT website,
           count(DISTINCT visitor) FILTER (ended_at > $active_since AND (with_bots OR NOT is_bot)) AS active,
           max(ended_at) AS last_event
    FROM (FROM all_sessions SELECT website, visitor, is_bot, ended_at WHERE ended_at >= $since)
    JOIN sites USING (website)
    GROUP BY website
)
SELECT website, pageviews, visitors, pageviews_before, visitors_before, hours, active, last_event
FROM recent LEFT JOIN counts USING (website);
