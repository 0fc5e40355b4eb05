-- Part of rows and rows_before, like dimension_rows_from_events, by place or device, for reports without filters. A
-- session that lies wholly in the window and kept its context has everything in its own row; events are read only for
-- the other sessions.
-- Slots: value (expression on events and on sessions); events (condition on events); overlapping, bots,
-- from_session_row (conditions on sessions).
-- Columns: as in dimension_rows_from_events.
SELECT {value} AS value,
       session,
       visitor,
       pageviews,
       {is_bounce} AS is_bounce,
       epoch_us(ended_at) - epoch_us(started_at) AS duration_us
FROM all_sessions WHERE {overlapping} AND {from_session_row}
UNION ALL
SELECT value,
       session,
       any_value(visitor),
       count(*) FILTER (kind = 'pageview'),
       any_value(is_bounce),
       any_value(duration_us)
FROM (SELECT {value} AS value, session, visitor, kind FROM events WHERE {events})
JOIN (
    SELECT session,
           CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping} AND NOT ({from_session_row})
) USING (session)
GROUP BY value, session
