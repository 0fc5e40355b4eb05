-- Events of each minute after $since (UTC) that has any, oldest first.
-- Slots: bots (condition on events). Columns: minute (its start, UTC); events.
SELECT date_trunc('minute', ts) AS minute, count(*) AS events
FROM events
WHERE website = $website AND ts > $since AND {bots}
GROUP BY minute
ORDER BY minute;
