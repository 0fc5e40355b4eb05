-- The first rows of several breakdowns by place and system, in one pass.
-- Slots: parts (query: sums by which and value, to be added up). $limit: rows of each breakdown.
-- Columns: which (number of the column); then as report_metrics.
WITH counted AS (
    SELECT which,
           value,
           sum(visitors)::BIGINT AS visitors,
           sum(pageviews)::BIGINT AS pageviews,
           sum(sessions)::BIGINT AS sessions,
           sum(bounces)::BIGINT AS bounces,
           sum(duration_us)::BIGINT AS duration_us
    FROM ({parts})
    WHERE value IS NOT NULL
    GROUP BY which, value
)
SELECT which,
       value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * nullif(sessions, 0)), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * nullif(sessions, 0) * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER (PARTITION BY which) AS total
FROM counted
QUALIFY row_number() OVER (PARTITION BY which ORDER BY visitors DESC, value) <= $limit
ORDER BY which, visitors DESC, value;
