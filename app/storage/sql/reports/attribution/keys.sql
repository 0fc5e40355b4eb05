-- What the touches of sessions with a conversion are, each once.
-- Slots: conversions (condition on events); bots (condition); key (expression on events). $most: rows.
-- Columns: number (64-bit hash of the key); key.
SELECT DISTINCT hash(key) AS number, key
FROM (
    SELECT {key} AS key
    FROM events
    WHERE website = $website AND ts >= $since AND ts < $end AND {bots}
        AND session IN (SELECT session FROM events WHERE {conversions})
)
LIMIT $most;
