-- Visitors and sessions of the events of a website before $until (UTC). $writer: that stored them, -1 for all.
-- $slices, $slice: of as many parts of the visitors this one (from 0). Columns: visitors; sessions (by the rule of 30
-- minutes).
SELECT uniqExact(visitor) AS visitors, countIf(begins) AS sessions
FROM (
    SELECT visitor,
           ts >= any(ts) OVER (
               PARTITION BY visitor ORDER BY ts, writer, seq ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING
           ) + INTERVAL 30 MINUTE AS begins
    FROM events
    WHERE site = $website AND ts < $until AND ($writer = -1 OR writer = $writer) AND visitor % $slices = $slice
)
