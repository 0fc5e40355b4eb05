-- Part of numbers: sessions of the open days by a value of events, except those that had it on a closed day of the range.
-- Slots: value (expression on events); bots (condition on events and on sessions); is_bounce (on sessions).
-- Parameters: as of open_visitors_events.
SELECT value, 0, 0, count(*), count(*) FILTER (is_bounce), sum(duration_us)
FROM (
    WITH counted AS MATERIALIZED (
        SELECT session,
               started_at,
               {is_bounce} AS is_bounce,
               epoch_us(ended_at) - epoch_us(started_at) AS duration_us
        FROM all_sessions
        WHERE website = $website AND started_at < $end AND ended_at >= $ends AND {bots}
    ),
    crossing AS MATERIALIZED (
        SELECT {value} AS value, session
        FROM events
        WHERE website = $website
            AND ts >= $lookback
            AND ts < $ends
            AND {bots}
            AND session IN (FROM counted SELECT session WHERE started_at < $ends)
        UNION ALL
        SELECT {value}, session
        FROM events
        WHERE website = $website
            AND ts >= $start
            AND ts < $lookback
            AND {bots}
            AND session IN (FROM counted SELECT session WHERE started_at < $lookback)
    )
    SELECT value, is_bounce, duration_us
    FROM (
        SELECT DISTINCT {value} AS value, session
        FROM events WHERE website = $website AND ts >= $ends AND ts < $end AND {bots}
    )
    JOIN counted USING (session)
    ANTI JOIN crossing USING (value, session)
    WHERE value IS NOT NULL
)
GROUP BY value
