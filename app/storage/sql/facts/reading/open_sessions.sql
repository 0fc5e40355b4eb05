-- Part of numbers: sessions that began on the open days, by values that the whole session has. The others with events on
-- these days have facts.
-- Slots: names, values (lists of the dimensions and of their expressions on sessions); bots (condition on sessions);
-- is_bounce. Parameters: $website; $ends, $end (UTC).
SELECT dimension, value, 0, 0, count(*), count(*) FILTER (is_bounce), sum(duration_us)
FROM (
    SELECT unnest({names}) AS dimension,
           unnest({values}) AS value,
           {is_bounce} AS is_bounce,
           epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions
    WHERE website = $website AND started_at >= $ends AND started_at < $end AND {bots}
)
WHERE value IS NOT NULL
GROUP BY dimension, value
