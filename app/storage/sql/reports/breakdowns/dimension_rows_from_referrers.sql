-- As dimension_rows_from_events, by referrer, for reports without filters: a session that lies in the window whole and has a
-- referrer on its first event at most is told by its own row: one slice is that event, one the events after it.
-- Events are read only for the others.
-- Slots: value (expression on events and sessions); events, overlap, bots (conditions). Columns: as dimension_rows_from_events.
WITH visits AS NOT MATERIALIZED (
    SELECT *,
           {bots} AND NOT has_later_referrer AND started_at >= $start AND ended_at < $end AS is_told,
           CASE WHEN {bots} THEN events = 1 END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping}
)
SELECT {value} AS value,
       session,
       visitor,
       CASE WHEN referrer_domain IS NULL THEN pageviews ELSE begins_with_pageview::INTEGER END AS pageviews,
       is_bounce,
       duration_us
FROM visits WHERE is_told
UNION ALL
SELECT {value}, session, visitor, pageviews - begins_with_pageview::INTEGER, is_bounce, duration_us
FROM (
    SELECT * REPLACE (NULL AS referrer_domain)
    FROM visits WHERE is_told AND referrer_domain IS NOT NULL AND events > 1
)
UNION ALL
SELECT value,
       session,
       any_value(visitor),
       count(*) FILTER (kind = 'pageview'),
       any_value(is_bounce),
       any_value(duration_us)
FROM (SELECT {value} AS value, session, visitor, kind FROM events WHERE {events})
JOIN (FROM visits SELECT session, is_bounce, duration_us WHERE NOT is_told) USING (session)
GROUP BY value, session
