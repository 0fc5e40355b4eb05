-- Part of rows and rows_before: one row for each session, by a value that the whole session has.
-- Slots: value (expression on sessions); session_events (query); events (condition on it); all_sessions (query); bots
-- (condition on it).
-- Columns: as in dimension_rows_from_events; pageviews counts the events that match.
SELECT s.value AS value, e.visitor AS visitor, e.pageviews AS pageviews, s.counts, s.is_bounce, s.duration_us
FROM (
    SELECT visitor, started_at, countIf(kind = 'pageview') AS pageviews
    FROM ({session_events}) WHERE {events}
    GROUP BY visitor, started_at
) AS e
JOIN (
    SELECT visitor, started_at, {value} AS value, {bots} AS counts, {is_bounce} AS is_bounce, duration_us
    FROM ({all_sessions})
) AS s ON e.visitor = s.visitor AND e.started_at = s.started_at
