-- Events of a website in each 24 hours from $since until just before $until (UTC); those without any are absent.
-- Columns: day (from 0); events.
SELECT (epoch_us(ts) - epoch_us($since::TIMESTAMP)) // 86_400_000_000 AS day, count(*) AS events
FROM events
WHERE website = $website AND ts >= $since AND ts < $until
GROUP BY day
ORDER BY day;
