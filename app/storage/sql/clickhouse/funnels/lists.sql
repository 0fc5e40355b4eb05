-- Part of results: the moments of each session that took the first step, as two lists in order.
-- Slots: moments (query: hits or hits_by_time). Parameters: $most_moments (of a session, the first ones).
-- Columns: times (microseconds); steps (bits).
SELECT arrayMap(moment -> intDiv(moment, 256), moments) AS times, arrayMap(moment -> toUInt8(moment % 256), moments) AS steps
FROM (
    SELECT arraySlice(arraySort(groupArray(moment)), 1, $most_moments) AS moments
    FROM ({moments}) AS m
    GROUP BY visitor, started_at
    HAVING bitTest(groupBitOr(m.steps), 0)
)
