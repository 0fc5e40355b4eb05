-- Hosts with the most events. $most: rows. Columns: host; events.
SELECT hostname, count(*) AS events FROM events WHERE hostname IS NOT NULL GROUP BY hostname ORDER BY events DESC, hostname LIMIT $most;
