-- Part of rows: one row for each value and session that has it.
-- Slots: value (expression on events); session_events (query); events (condition on it); all_sessions (query); bots
-- (condition on it).
-- Columns: value; visitor; pageviews (with the value); counts, is_bounce, duration_us (of the whole session).
SELECT e.value AS value, e.visitor AS visitor, e.pageviews AS pageviews, s.counts, s.is_bounce, s.duration_us
FROM (
    SELECT {value} AS value, visitor, started_at, countIf(kind = 'pageview') AS pageviews
    FROM ({session_events}) WHERE {events}
    GROUP BY value, visitor, started_at
) AS e
LEFT JOIN (
    SELECT visitor, started_at, true AS counts, {is_bounce} AS is_bounce, duration_us FROM ({all_sessions}) WHERE {bots}
) AS s ON e.visitor = s.visitor AND e.started_at = s.started_at
