-- Used inside other reports: one row for each session, with a value that the whole session has.
-- Slots: value (expression on sessions); events, overlap, bots (conditions). Columns: as dimension_rows_from_events; pageviews are
-- those of the events that pass.
SELECT value, session, visitor, pageviews, is_bounce, duration_us
FROM (
    SELECT session, any_value(visitor) AS visitor, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY session
)
JOIN (
    SELECT session,
           {value} AS value,
           CASE WHEN {bots} THEN events = 1 END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping}
) USING (session)
