-- Used inside other reports: one row for each session, with a value that the whole session has.
-- Slots: value: expression on sessions; events, overlap: conditions.
-- Columns: value; session; visitor; pageviews (those of its events that pass).
SELECT value, session, visitor, pageviews
FROM (
    SELECT session, any_value(visitor) AS visitor, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY session
)
JOIN (SELECT session, {value} AS value FROM all_sessions WHERE {overlap}) USING (session)
