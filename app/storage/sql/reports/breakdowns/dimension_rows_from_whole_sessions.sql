-- Part of rows and rows_before, like dimension_rows_from_sessions, for reports without filters. A session that lies
-- wholly in the window has everything in its own row; events are read only for sessions that reach beyond the window
-- or do not count.
-- Slots: value (expression on sessions); events (condition on events); countable, overlapping, bots (conditions on
-- sessions).
-- Columns: as in dimension_rows_from_events.
SELECT {value} AS value,
       session,
       visitor,
       pageviews,
       {is_bounce} AS is_bounce,
       epoch_us(ended_at) - epoch_us(started_at) AS duration_us
FROM all_sessions WHERE {countable} AND started_at >= $start AND ended_at < $end
UNION ALL
SELECT any_value(value),
       session,
       any_value(visitor),
       count(*) FILTER (kind = 'pageview'),
       any_value(is_bounce),
       any_value(duration_us)
FROM (SELECT session, visitor, kind FROM events WHERE {events})
JOIN (
    SELECT session,
           {value} AS value,
           CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping} AND NOT ({bots} AND started_at >= $start AND ended_at < $end)
) USING (session)
GROUP BY session
