-- Part of rows, rows_before and first_rows: the numbers of each value of some dimensions, those of closed and of open days
-- together. A value that only sessions have was on none of the days.
-- Slots: open_events (a table for the parts, or nothing); chosen (names of the dimensions, between commas); open_days
-- (more parts, or nothing).
-- Parameters: $website; $first, $until (days).
-- Columns: dimension; value; visitors; pageviews; sessions; bounces; duration_us.
{open_events}
SELECT dimension,
       value,
       sum(visitors) FILTER (is_new)::BIGINT AS visitors,
       sum(pageviews)::BIGINT AS pageviews,
       sum(sessions) FILTER (is_new)::BIGINT AS sessions,
       sum(bounces) FILTER (is_new)::BIGINT AS bounces,
       sum(duration_us) FILTER (is_new)::BIGINT AS duration_us
FROM (
    SELECT dimension,
           value,
           earlier IS NULL OR earlier < $first AS is_new,
           visitors,
           pageviews,
           sessions,
           bounces,
           duration_us
    FROM facts
    WHERE website = $website AND dimension IN ({chosen}) AND day >= $first AND day < $until
    {open_days}
)
GROUP BY dimension, value
HAVING sum(visitors) FILTER (is_new) > 0
