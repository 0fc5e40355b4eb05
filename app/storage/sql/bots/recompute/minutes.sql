-- Events of $website from $since until just before $until (UTC), by minute. Slot: table. Columns: minute; events.
SELECT date_trunc('minute', ts) AS minute, count(*) AS events
FROM {table}
WHERE website = $website AND ts >= $since AND ts < $until
GROUP BY ALL
ORDER BY ALL;
