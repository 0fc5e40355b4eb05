-- Times between which the events of $websites before $until (UTC) are copied: of each $rows-th one. Columns: ts.
SELECT DISTINCT ts
FROM (
    SELECT ts, row_number() OVER (ORDER BY ts) AS place FROM events WHERE site IN $websites AND ts < $until
)
WHERE place % $rows = 0
ORDER BY ts
