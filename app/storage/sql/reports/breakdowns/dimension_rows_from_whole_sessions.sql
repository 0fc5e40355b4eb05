-- As dimension_rows_from_sessions, for reports without filters: what happened in a session that lies in the window whole is told
-- by its own row; events are read only for those that reach beyond it or do not count.
-- Slots: value (expression on sessions); events, counted, overlap, bots (conditions). Columns: as dimension_rows_from_sessions.
SELECT {value} AS value,
       session,
       visitor,
       pageviews,
       events = 1 AS is_bounce,
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
           CASE WHEN {bots} THEN events = 1 END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping} AND NOT ({bots} AND started_at >= $start AND ended_at < $end)
) USING (session)
GROUP BY session
