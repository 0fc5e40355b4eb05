-- Part of numbers: visitors and pageviews of the open days, by the values of events, or of their sessions.
-- A visitor is new when his first event is.
-- Slots: values (dimension and value); session_values (a join that brings values of sessions, or nothing).
UNION ALL
SELECT dimension, value, is_new, 1, pageviews, 0, 0, 0
FROM (
    SELECT dimension, value, bool_and(is_open) AS is_new, bool_or(is_open) AS is_open, sum(pageviews) AS pageviews
    FROM (SELECT {values}, visitor, is_open, pageviews FROM open_events {session_values})
    WHERE value IS NOT NULL
    GROUP BY dimension, value, visitor
)
WHERE is_open
