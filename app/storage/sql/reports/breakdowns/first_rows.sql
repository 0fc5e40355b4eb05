-- First rows of several breakdowns, those with the most visitors, in one pass.
-- Slots: partial_totals (query: partial sums by number and value). Parameters: $limit (rows of each breakdown).
-- Columns: number (of the breakdown, from 0); then as in rows.
WITH totals AS (
    SELECT number,
           value,
           sum(visitors)::BIGINT AS visitors,
           sum(pageviews)::BIGINT AS pageviews,
           sum(sessions)::BIGINT AS sessions,
           sum(bounces)::BIGINT AS bounces,
           sum(duration_us)::BIGINT AS duration_us
    FROM ({partial_totals})
    WHERE value IS NOT NULL
    GROUP BY number, value
)
SELECT number,
       value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * nullif(sessions, 0)), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * nullif(sessions, 0) * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER (PARTITION BY number) AS total
FROM totals
QUALIFY row_number() OVER (PARTITION BY number ORDER BY visitors DESC, value) <= $limit
ORDER BY number, visitors DESC, value;
