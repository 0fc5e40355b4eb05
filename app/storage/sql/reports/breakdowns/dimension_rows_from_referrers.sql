-- Part of rows, like dimension_rows_from_events, by referrer, for reports without filters. A session that lies wholly
-- in the window and has a referrer on no event but its first has everything in its own row: one result row is that
-- event, one the events after it. Events are read only for the other sessions.
-- Slots: value (expression on events and on sessions); events (condition on events); overlapping, bots (conditions on
-- sessions).
-- Columns: as in dimension_rows_from_events.
WITH overlapping_sessions AS NOT MATERIALIZED (
    SELECT *,
           {bots} AND NOT has_later_referrer AND started_at >= $start AND ended_at < $end AS is_from_own_row,
           CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping}
)
SELECT {value} AS value,
       session,
       visitor,
       CASE WHEN referrer_domain IS NULL THEN pageviews ELSE begins_with_pageview::INTEGER END AS pageviews,
       is_bounce,
       duration_us
FROM overlapping_sessions WHERE is_from_own_row
UNION ALL
SELECT {value}, session, visitor, pageviews - begins_with_pageview::INTEGER, is_bounce, duration_us
FROM (
    SELECT * REPLACE (NULL AS referrer_domain)
    FROM overlapping_sessions WHERE is_from_own_row AND referrer_domain IS NOT NULL AND events > 1
)
UNION ALL
SELECT value,
       session,
       any_value(visitor),
       count(*) FILTER (kind = 'pageview'),
       any_value(is_bounce),
       any_value(duration_us)
FROM (SELECT {value} AS value, session, visitor, kind FROM events WHERE {events})
JOIN (FROM overlapping_sessions SELECT session, is_bounce, duration_us WHERE NOT is_from_own_row) USING (session)
GROUP BY value, session
