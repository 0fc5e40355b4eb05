-- Today, yesterday and the last hours of several websites, and their newest events since then.
-- Parameters: $websites, $with_bots, $today, $yesterday, $yesterday_until (lists of equal length: key of the website,
-- whether its bots count, UTC times); $since (UTC: no older event is read, so of a session that goes on since then it is
-- not seen whether a bot began it); $active_since (UTC: start of the time of active visitors); $spark_start (UTC: start
-- of the first of $spark_hours hours).
-- Columns: website; pageviews, visitors (of today); pageviews_before, visitors_before (of yesterday); hours (map of
-- hour, from 0, to pageviews); active (visitors); last_event (UTC, of any kind). Websites without an event since then
-- are absent.
WITH s.with_bots OR NOT e.is_bot AS counts,
sites AS (
    SELECT one.1 AS site, one.2 AS with_bots, one.3 AS today, one.4 AS yesterday, one.5 AS yesterday_until
    FROM (SELECT arrayJoin(arrayZip($websites, $with_bots, $today, $yesterday, $yesterday_until)) AS one)
)
SELECT e.site AS website,
       countIf(e.kind = 'pageview' AND counts AND e.ts >= s.today) AS pageviews,
       uniqExactIf(e.visitor, counts AND e.ts >= s.today) AS visitors,
       countIf(e.kind = 'pageview' AND counts AND e.ts >= s.yesterday AND e.ts < s.yesterday_until) AS pageviews_before,
       uniqExactIf(e.visitor, counts AND e.ts >= s.yesterday AND e.ts < s.yesterday_until) AS visitors_before,
       sumMapIf(
           map(e.hour, toUInt64(1)),
           e.kind = 'pageview' AND counts AND e.ts >= $spark_start AND e.hour < $spark_hours
       ) AS hours,
       any(a.visitors) AS active,
       max(e.ts) AS last_event
FROM (
    SELECT site,
           ts,
           kind,
           visitor,
           is_bot,
           intDiv(toUnixTimestamp64Micro(ts) - toUnixTimestamp64Micro($spark_start), 3600000000) AS hour
    FROM events
    WHERE site IN $websites AND ts >= $since
) AS e
JOIN sites AS s ON e.site = s.site
LEFT JOIN (
    SELECT v.site AS site, countIf(s.with_bots OR NOT v.has_bot) AS visitors
    FROM (
        SELECT site, visitor, maxIf(ts, is_bot) >= maxIf(ts, begins) AS has_bot
        FROM (
            SELECT site,
                   visitor,
                   ts,
                   is_bot,
                   ts >= any(ts) OVER (
                       PARTITION BY site, visitor ORDER BY ts ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING
                   ) + INTERVAL 30 MINUTE AS begins
            FROM events
            WHERE site IN $websites AND ts >= $since AND (site, visitor) IN (
                SELECT site, visitor FROM events WHERE site IN $websites AND ts > $active_since
            )
        )
        GROUP BY site, visitor
    ) AS v
    JOIN sites AS s ON v.site = s.site
    GROUP BY v.site
) AS a ON e.site = a.site
GROUP BY e.site
