-- Events of a website before $until (UTC) by day of UTC. $writer: that stored them, -1 for all. Columns: day; events.
SELECT toDate(ts) AS day, count() AS events
FROM events WHERE site = $website AND ts < $until AND ($writer = -1 OR writer = $writer)
GROUP BY day
ORDER BY day
