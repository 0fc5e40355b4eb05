-- Times between which the events of a website are copied: beginnings of the months with events, and the time of each
-- $rows-th event of a month. Columns: ts.
SELECT ts
FROM (
    SELECT ts, row_number() OVER (PARTITION BY date_trunc('month', ts) ORDER BY ts) AS place
    FROM events WHERE website = $website
)
WHERE place % $rows = 0
UNION
SELECT date_trunc('month', ts)::TIMESTAMP FROM events WHERE website = $website
ORDER BY ts;
