-- One page of a breakdown of a period whose first days have facts.
-- Slots: numbers (query); value_condition (condition on value); sort (column and direction). Parameters: $limit, $offset
-- (rows). Columns: as in reports/breakdowns/rows.
SELECT value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * nullif(sessions, 0)), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * nullif(sessions, 0) * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER () AS total
FROM ({numbers})
WHERE {value_condition}
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset;
