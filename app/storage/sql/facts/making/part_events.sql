-- Count the events of a website from $begin until just before $until (UTC). Columns: their number; that of those from $since
-- on.
SELECT count(*) AS events, count(*) FILTER (ts >= $since) AS new
FROM events
WHERE website = $website AND ts >= $begin AND ts < $until;
