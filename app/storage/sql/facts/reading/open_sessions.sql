-- Part of numbers: sessions that began on the open days, by values that the whole session has. The others with events on
-- these days have facts.
-- Slots: values (dimension and value, on sessions); bots (condition on sessions); is_bounce.
-- Parameters: $website; $ends (of the closed days), $end (UTC).
UNION ALL
SELECT dimension, value, true, 0, 0, 1, bounces, duration_us
FROM (
    SELECT {values}, ({is_bounce})::INTEGER AS bounces, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions
    WHERE website = $website AND started_at >= $ends AND started_at < $end AND {bots}
)
WHERE value IS NOT NULL
