-- Events of each minute after $since (UTC) that has any, oldest first.
-- Slots: bots (condition on events). Columns: minute (its start, UTC); events.
SELECT toStartOfInterval(ts, INTERVAL 1 MINUTE) AS minute, count() AS events
FROM events
WHERE site = $website AND ts > $since AND {bots}
GROUP BY minute
ORDER BY minute
