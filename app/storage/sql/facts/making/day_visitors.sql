-- Visitors and pageviews of closed days by the values of some dimensions, from day_events.
-- Slots: names, columns (lists of the dimensions and of their columns of day_events). Parameters: $first, $last (days).
-- Columns: day; dimension; earlier (the last day before on which they had the value, or null); value; visitors;
-- pageviews.
WITH visits AS (
    SELECT dimension, value, visitor, day, sum(pageviews) AS pageviews
    FROM (SELECT unnest({names}) AS dimension, unnest({columns}) AS value, visitor, day, pageviews FROM day_events)
    WHERE value IS NOT NULL
    GROUP BY dimension, value, visitor, day
)
SELECT day, dimension, earlier, value, count(*) AS visitors, sum(pageviews)::BIGINT AS pageviews
FROM (
    SELECT dimension,
           value,
           day,
           lag(day) OVER (PARTITION BY dimension, value, visitor ORDER BY day) AS earlier,
           pageviews
    FROM visits
)
WHERE day BETWEEN $first AND $last
GROUP BY day, dimension, earlier, value;
