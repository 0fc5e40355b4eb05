-- Part of totals and rows: the numbers of each value, those of closed and of open days together. A value that only
-- sessions have was on none of the days.
-- Slots: parts (queries). Columns: value; visitors; pageviews; sessions; bounces; duration_us.
SELECT value,
       sum(visitors)::BIGINT AS visitors,
       sum(pageviews)::BIGINT AS pageviews,
       sum(sessions)::BIGINT AS sessions,
       sum(bounces)::BIGINT AS bounces,
       sum(duration_us)::BIGINT AS duration_us
FROM (
{parts}
)
GROUP BY value
HAVING sum(visitors) > 0
