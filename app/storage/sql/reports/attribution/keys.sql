-- Different keys of the touches in sessions with a conversion.
-- Slots: conversions (condition on events); bots (condition on events); key (expression on events).
-- Parameters: $since (start of the earliest session, UTC); $limit (rows).
-- Columns: number (64-bit hash of the key); key.
SELECT DISTINCT hash(key) AS number, key
FROM (
    SELECT {key} AS key
    FROM events
    WHERE website = $website AND ts >= $since AND ts < $end AND {bots}
        AND session IN (SELECT session FROM events WHERE {conversions})
)
LIMIT $limit;
