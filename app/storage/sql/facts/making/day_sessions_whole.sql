-- Sessions of closed days by the values of dimensions that a session has one value of, from day_events.
-- Slots: names, columns (lists of the dimensions and of their columns of day_events). Parameters: $first, $last (days).
-- Columns: as of day_sessions; earlier is null on the day on which the session began, else the day before.
SELECT day,
       dimension,
       CASE WHEN began IS DISTINCT FROM day THEN day - 1 END AS earlier,
       value,
       count(*) AS sessions,
       count(*) FILTER (is_bounce) AS bounces,
       sum(duration_us)::BIGINT AS duration_us
FROM (
    SELECT day, unnest({names}) AS dimension, began, unnest({columns}) AS value, is_bounce, duration_us
    FROM (
        SELECT DISTINCT ON (day, session) *
        FROM day_events
        WHERE day BETWEEN $first AND $last AND is_bounce IS NOT NULL
    )
)
WHERE value IS NOT NULL
GROUP BY day, dimension, earlier, value;
