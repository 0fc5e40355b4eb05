-- Visitors of some closed days whose ids last.
-- Slots: bots (condition on events). Parameters: $website; $start, $end (of the days, UTC).
CREATE OR REPLACE TEMP TABLE lasting_visitors AS
SELECT DISTINCT visitor
FROM client_visitors
WHERE website = $website
    AND visitor IN (SELECT visitor FROM events WHERE website = $website AND ts >= $start AND ts < $end AND {bots});
