-- Events of a website by day of UTC. Columns: day; events.
SELECT ts::DATE AS day, count(*) AS events FROM events WHERE website = $website GROUP BY day ORDER BY day;
