-- Part of numbers: visitors and pageviews of the open days. A visitor is new when his first event is.
-- Slots: names, values (lists of the dimensions and of their expressions); session_values (a join that brings the
-- columns of sessions among these, or nothing); lasting_events (events of visitors whose ids last, or nothing); bots
-- (condition on events).
-- Parameters: $website; $ends (of the closed days), $end, $lookback (from which any visitor may have been seen), UTC.
SELECT dimension, value, count(*) FILTER (first_at >= $ends), sum(pageviews), 0, 0, 0
FROM (
    SELECT dimension,
           value,
           min(ts) AS first_at,
           max(ts) AS last_at,
           count(*) FILTER (kind = 'pageview' AND ts >= $ends) AS pageviews
    FROM (
        SELECT unnest({names}) AS dimension, unnest({values}) AS value, visitor, kind, ts
        FROM (
            SELECT * FROM events WHERE website = $website AND ts >= $lookback AND ts < $end AND {bots} {lasting_events}
        ) AS chosen {session_values}
    )
    WHERE value IS NOT NULL
    GROUP BY dimension, value, visitor
)
WHERE last_at >= $ends
GROUP BY dimension, value
