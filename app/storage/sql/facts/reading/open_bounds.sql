-- How far back the open days of a website reach.
-- Slots: bots (condition on events and on sessions). Parameters: $website; $ends (of the closed days), $end (UTC).
-- Columns: began (start of the first session that goes on into the open days, UTC, or null); lasting (list of their
-- visitors whose ids last, or null).
FROM
    (SELECT min(started_at) AS began
     FROM all_sessions WHERE website = $website AND started_at < $ends AND ended_at >= $ends AND {bots}),
    (SELECT list(visitor) AS lasting
     FROM client_visitors
     WHERE website = $website
        AND visitor IN (SELECT visitor FROM events WHERE website = $website AND ts >= $ends AND ts < $end AND {bots}));
