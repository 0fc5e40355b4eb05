-- Part of numbers: sessions that began on the open days, by a value that the whole session has. The others with events on
-- these days have facts.
-- Slots: session_value (expression on sessions); bots (condition on sessions). Parameters: $website; $ends, $end (UTC).
SELECT {session_value} AS value,
       0,
       0,
       count(*),
       count(*) FILTER ({is_bounce}),
       sum(epoch_us(ended_at) - epoch_us(started_at))
FROM all_sessions
WHERE website = $website AND started_at >= $ends AND started_at < $end AND {bots}
GROUP BY value
HAVING value IS NOT NULL
