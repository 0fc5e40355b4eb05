-- One page of a breakdown; bounces and durations are those of the sessions that have the value.
-- Slots: dimension_rows (query); value_condition (condition on value); sort (column and direction).
-- Parameters: $limit, $offset (rows).
-- Columns: value; visitors; pageviews; bounce_rate (tenths of a percent); avg_duration_seconds (tenths of a second);
-- total (rows of all pages).
WITH totals AS (
    SELECT value,
           count(DISTINCT visitor) AS visitors,
           sum(pageviews)::BIGINT AS pageviews,
           count(is_bounce) AS sessions,
           count(*) FILTER (is_bounce) AS bounces,
           coalesce(sum(duration_us), 0)::BIGINT AS duration_us
    FROM ({dimension_rows})
    WHERE {value_condition}
    GROUP BY value
)
SELECT value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * nullif(sessions, 0)), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * nullif(sessions, 0) * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER () AS total
FROM totals
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset;
