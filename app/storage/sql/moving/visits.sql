-- Visitors and sessions of the events of a website. Columns: visitors; sessions (by the rule of 30 minutes over the times
-- of the events); stored sessions, which were decided when the events came.
SELECT count(DISTINCT visitor) AS visitors, count(*) FILTER (begins) AS sessions, count(DISTINCT session) AS stored
FROM (
    SELECT visitor,
           session,
           coalesce(ts >= lag(ts) OVER (PARTITION BY visitor ORDER BY ts, seq) + INTERVAL 30 MINUTE, true) AS begins
    FROM events WHERE website = $website
);
