-- Part of open_visitor_totals and open_events: earlier events of visitors of the open days whose ids last.
-- Slots: earlier_columns (of events); bots (condition on events).
-- Parameters: $website; $start (of the range), $lookback (UTC); $lasting (visitors).
UNION ALL
SELECT {earlier_columns}
FROM events
WHERE website = $website
    AND ts >= $start
    AND ts < $lookback
    AND {bots}
    AND visitor IN (SELECT unnest($lasting::UBIGINT[]))
