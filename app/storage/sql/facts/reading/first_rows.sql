-- First rows of several breakdowns of a period whose first days have facts, each in its own order.
-- Slots: numbers (query); by_pageviews (list of the dimensions in order of pageviews; the others are in that of
-- visitors). Parameters: $limit (rows of each breakdown). Columns: dimension; then as in reports/breakdowns/rows.
SELECT dimension,
       value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * nullif(sessions, 0)), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * nullif(sessions, 0) * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER (PARTITION BY dimension) AS total
FROM (SELECT *, CASE WHEN list_contains({by_pageviews}::VARCHAR[], dimension) THEN pageviews ELSE visitors END AS sorted FROM ({numbers}))
QUALIFY row_number() OVER (PARTITION BY dimension ORDER BY sorted DESC, value) <= $limit
ORDER BY sorted DESC, value;
