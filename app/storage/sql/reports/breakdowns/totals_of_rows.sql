-- Part of first_rows: totals of one breakdown.
-- Slots: number (of the breakdown); dimension_rows (query: one row for each value and session that has it).
-- Columns: number; value; visitors, pageviews, sessions, bounces, duration_us.
SELECT {number} AS number,
       value,
       count(DISTINCT visitor) AS visitors,
       sum(pageviews) AS pageviews,
       count(is_bounce) AS sessions,
       count(*) FILTER (is_bounce) AS bounces,
       sum(duration_us) AS duration_us
FROM ({dimension_rows})
GROUP BY value
