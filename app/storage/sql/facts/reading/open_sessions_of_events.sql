-- Part of numbers: sessions of the open days by values of events, except those that had it on a closed day of the range.
-- Slots: values (dimension and value, of open_events); bots (condition on sessions); is_bounce (on sessions).
-- Parameters: $website; $ends (of the closed days), $end (UTC).
UNION ALL
SELECT dimension, value, true, 0, 0, 1, bounces, duration_us
FROM (
    SELECT dimension, value, session
    FROM (SELECT {values}, session, is_open FROM open_events)
    WHERE value IS NOT NULL
    GROUP BY dimension, value, session
    HAVING bool_and(is_open)
)
JOIN (
    SELECT session, ({is_bounce})::INTEGER AS bounces, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE website = $website AND started_at < $end AND ended_at >= $ends AND {bots}
) USING (session)
