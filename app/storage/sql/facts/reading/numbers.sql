-- Part of totals, rows and first_rows: the numbers of each value of some dimensions, those of closed and of open days
-- together. A value that only sessions have was on none of the days.
-- Slots: parts (queries). Columns: dimension; value; visitors; pageviews; sessions; bounces; duration_us.
SELECT dimension,
       value,
       sum(visitors)::BIGINT AS visitors,
       sum(pageviews)::BIGINT AS pageviews,
       sum(sessions)::BIGINT AS sessions,
       sum(bounces)::BIGINT AS bounces,
       sum(duration_us)::BIGINT AS duration_us
FROM (
{parts}
)
GROUP BY dimension, value
HAVING sum(visitors) > 0
