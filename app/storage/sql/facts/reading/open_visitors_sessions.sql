-- Part of numbers: visitors and pageviews of the open days, by a value of sessions.
-- Slots: value (expression on sessions); bots (condition on events). Parameters: as of open_visitors_events.
SELECT value, count(*) FILTER (NOT was_seen), sum(pageviews), 0, 0, 0
FROM (
    SELECT value,
           bool_or(is_before) AS was_seen,
           bool_or(NOT is_before) AS is_seen,
           count(*) FILTER (kind = 'pageview' AND NOT is_before) AS pageviews
    FROM (
        WITH opened AS MATERIALIZED (
            SELECT session, visitor, kind, false AS is_before
            FROM events WHERE website = $website AND ts >= $ends AND ts < $end AND {bots}
        ),
        lasting AS MATERIALIZED (
            SELECT visitor FROM client_visitors WHERE website = $website AND visitor IN (FROM opened SELECT visitor)
        )
        FROM opened
        UNION ALL
        SELECT session, visitor, kind, true
        FROM events
        WHERE website = $website
            AND ts >= $lookback
            AND ts < $ends
            AND {bots}
            AND visitor IN (FROM opened SELECT visitor)
        UNION ALL
        SELECT session, visitor, kind, true
        FROM events
        WHERE website = $website AND ts >= $start AND ts < $lookback AND {bots} AND visitor IN (FROM lasting)
    )
    JOIN (
        SELECT session, {value} AS value
        FROM all_sessions WHERE website = $website AND started_at < $end AND ended_at >= $start
    ) USING (session)
    WHERE value IS NOT NULL
    GROUP BY value, visitor
)
WHERE is_seen
GROUP BY value
