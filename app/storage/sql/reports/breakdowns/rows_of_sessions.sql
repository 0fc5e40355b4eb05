-- Part of from_session_rows: one row for each value and session that has it.
-- Slots: value (expression on both tables).
-- Columns: as in dimension_rows_from_events.
SELECT {value} AS value, session, visitor, pageviews, is_bounce, duration_us FROM wholes
UNION ALL
SELECT value, session, any_value(visitor), sum(pageviews), any_value(is_bounce), any_value(duration_us)
FROM (SELECT {value} AS value, * FROM others)
GROUP BY value, session
