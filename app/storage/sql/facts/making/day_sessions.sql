-- Sessions of closed days by the values of some dimensions, from day_events.
-- Slots: names, columns (lists of the dimensions and of their columns of day_events). Parameters: $first, $last (days).
-- Columns: day; dimension; earlier (the last day before on which the session had the value, or null); value; sessions;
-- bounces; duration_us (sum).
WITH visits AS (
    SELECT dimension,
           value,
           session,
           day,
           any_value(is_bounce) AS is_bounce,
           any_value(duration_us) AS duration_us
    FROM (
        SELECT unnest({names}) AS dimension, unnest({columns}) AS value, session, day, is_bounce, duration_us
        FROM day_events
        WHERE is_bounce IS NOT NULL
    )
    WHERE value IS NOT NULL
    GROUP BY dimension, value, session, day
)
SELECT day,
       dimension,
       earlier,
       value,
       count(*) AS sessions,
       count(*) FILTER (is_bounce) AS bounces,
       sum(duration_us)::BIGINT AS duration_us
FROM (
    SELECT dimension,
           value,
           day,
           lag(day) OVER (PARTITION BY dimension, value, session ORDER BY day) AS earlier,
           is_bounce,
           duration_us
    FROM visits
)
WHERE day BETWEEN $first AND $last
GROUP BY day, dimension, earlier, value;
