-- Part of numbers: sessions of the open days by values of events, except those that had it on a closed day of the range.
-- Slots: names, values (lists of the dimensions and of their expressions on events); bots (condition on events and on
-- sessions); is_bounce (on sessions).
-- Parameters: $website; $ends (of the closed days), $end, $began (first event of a session of the open days), UTC.
SELECT dimension, value, 0, 0, count(*), count(*) FILTER (is_bounce), sum(duration_us)
FROM (
    SELECT dimension, value, session
    FROM (
        SELECT unnest({names}) AS dimension, unnest({values}) AS value, session, ts
        FROM events WHERE website = $website AND ts >= $began AND ts < $end AND {bots}
    )
    WHERE value IS NOT NULL
    GROUP BY dimension, value, session
    HAVING min(ts) >= $ends
)
JOIN (
    SELECT session, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE website = $website AND started_at < $end AND ended_at >= $ends AND {bots}
) USING (session)
GROUP BY dimension, value
