-- Part of reports: events with the start of their session, by the rule that 30 minutes without an event end one.
-- Slots: columns (of events; those of the order among them); visitors (condition on visitor: of those in question);
-- rows (table of events, or query of them).
-- Parameters: $website; $from, $until (of the sessions in question, whole).
-- Columns: those; started_at (with visitor the key of the session).
SELECT {columns},
       max(if(begins, ts, toDateTime64(0, 6, 'UTC'))) OVER (
           PARTITION BY visitor ORDER BY ts, writer, seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
       ) AS started_at
FROM (
    SELECT {columns},
           ts >= any(ts) OVER (
               PARTITION BY visitor ORDER BY ts, writer, seq ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING
           ) + INTERVAL 30 MINUTE AS begins
    FROM {rows} WHERE site = $website AND ts >= $from AND ts < $until AND {visitors}
)
