-- Visitors of the open days whose ids last.
-- Slots: bots (condition on events). Parameters: $website; $ends (of the closed days), $end (UTC). Columns: visitor.
SELECT visitor
FROM client_visitors
WHERE website = $website
    AND visitor IN (SELECT visitor FROM events WHERE website = $website AND ts >= $ends AND ts < $end AND {bots});
