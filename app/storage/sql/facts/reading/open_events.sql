-- Part of numbers: events of the open days, and those before that tell who is new.
-- Slots: columns, earlier_columns (of events); lasting_events (more events, or nothing); bots (condition on events).
-- Parameters: $website; $ends (of the closed days), $end, $lookback (from which any visitor may have been seen), UTC.
WITH open_events AS (
    SELECT {columns} FROM events WHERE website = $website AND ts >= $ends AND ts < $end AND {bots}
    UNION ALL
    SELECT {earlier_columns}
    FROM events
    WHERE website = $website
        AND ts >= $lookback
        AND ts < $ends
        AND {bots}
        AND visitor IN (SELECT visitor FROM events WHERE website = $website AND ts >= $ends AND ts < $end AND {bots})
    {lasting_events}
)
