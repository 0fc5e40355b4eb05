-- Part of rows and rows_before: one row for each session, by a value that the whole session has.
-- Slots: value (expression on sessions); events (condition on events); overlapping, bots (conditions on sessions).
-- Columns: as in dimension_rows_from_events; pageviews counts the events that match.
SELECT value, session, visitor, pageviews, is_bounce, duration_us
FROM (
    SELECT session, any_value(visitor) AS visitor, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY session
)
JOIN (
    SELECT session,
           {value} AS value,
           CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE {overlapping}
) USING (session)
