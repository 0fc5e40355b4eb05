-- Bounds of the sessions that go on over the edges of a window, as far as events between $from and $until tell. A
-- session that began within 30 minutes after $from may have begun before; one that ended so late may have gone on.
-- Slots: visitors (condition on visitor: of those in question). Parameters: $website; $start, $end; $from, $until.
-- Columns: visitors (seen near an edge; with none the others say nothing); since (at most $start); last (at least $end).
SELECT count() AS visitors, min(since) AS since, max(last) AS last
FROM (
    SELECT visitor,
           maxIf(ts, ts < $start AND begins) AS begun,
           maxIf(ts, ts < $start) AS before,
           minIf(ts, ts >= $end) AS after,
           minIf(ts, ts >= $end AND ends) AS ended,
           if(before > $start - INTERVAL 30 MINUTE, begun, $start) AS since,
           if(ended > $end AND after < $end + INTERVAL 30 MINUTE, ended, $end) AS last
    FROM (
        SELECT visitor,
               ts,
               ts >= any(ts) OVER (PARTITION BY visitor ORDER BY ts ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)
                   + INTERVAL 30 MINUTE AS begins,
               count() OVER following = 0 OR any(ts) OVER following >= ts + INTERVAL 30 MINUTE AS ends
        FROM events
        WHERE site = $website AND (ts >= $from AND ts < $start OR ts >= $end AND ts < $until) AND visitor IN (
            SELECT visitor
            FROM events
            WHERE site = $website AND {visitors}
              AND (ts > $start - INTERVAL 30 MINUTE AND ts < $start OR ts >= $end AND ts < $end + INTERVAL 30 MINUTE)
        )
        WINDOW following AS (PARTITION BY visitor ORDER BY ts ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING)
    )
    GROUP BY visitor
)
