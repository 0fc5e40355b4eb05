-- Visitors and sessions of a website. Columns: visitors, sessions (of its events, by the rule of 30 minutes over their
-- times); stored (sessions as they were decided when the events came).
SELECT count(DISTINCT visitor) AS visitors,
       count(*) FILTER (begins) AS sessions,
       (SELECT count(*) FROM all_sessions WHERE website = $website) AS stored
FROM (
    SELECT visitor,
           coalesce(ts >= lag(ts) OVER (PARTITION BY visitor ORDER BY ts, seq) + INTERVAL 30 MINUTE, true) AS begins
    FROM events WHERE website = $website
);
