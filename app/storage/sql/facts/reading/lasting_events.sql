-- Part of open_visitors: earlier events of visitors of the open days whose ids last.
-- Slots: bots (condition on events). Parameters: $website; $start (of the range), $lookback (UTC); $lasting (visitors).
UNION ALL
SELECT *
FROM events
WHERE website = $website
    AND ts >= $start
    AND ts < $lookback
    AND {bots}
    AND visitor IN (SELECT unnest($lasting::UBIGINT[]))
