-- Part of from_session_rows: like rows_of_sessions, by referrer. Whole sessions have a referrer on no event but their
-- first: one row is that event, one the events after it.
-- Slots: value (expression on both tables).
-- Columns: as in dimension_rows_from_events.
SELECT {value} AS value,
       session,
       visitor,
       CASE WHEN referrer_domain IS NULL THEN pageviews ELSE begins_with_pageview::INTEGER END AS pageviews,
       is_bounce,
       duration_us
FROM wholes
UNION ALL
SELECT {value}, session, visitor, pageviews - begins_with_pageview::INTEGER, is_bounce, duration_us
FROM (SELECT * REPLACE (NULL AS referrer_domain) FROM wholes WHERE referrer_domain IS NOT NULL AND events > 1)
UNION ALL
SELECT value, session, any_value(visitor), sum(pageviews), any_value(is_bounce), any_value(duration_us)
FROM (SELECT {value} AS value, * FROM others)
GROUP BY value, session
