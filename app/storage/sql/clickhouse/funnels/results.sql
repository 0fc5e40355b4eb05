-- Sessions of a window that reached each step of a funnel, and the time they took.
-- A session's path is the times (microseconds) of the steps that it took. Its moments are numbers, time * 256 + steps.
-- Slots: session_events (query); matching_sessions (condition on it); steps (expression on it: bits of the steps that an
-- event matches, 1 for the first); moments (query as hits or hits_by_time); path (one of those here:
-- expression on times and steps, lists of a session in order).
-- Parameters: $most_moments (of a session, the first ones); those of the path.
-- Columns: step (from 1); sessions (that reached it); mean_s, median_s (seconds since the step before, null for the
-- first).
SELECT step,
       count() AS sessions,
       if(step = 1, NULL, avg(gap_us) / 1e6) AS mean_s,
       if(step = 1, NULL, quantileExactInclusive(0.5)(gap_us) / 1e6) AS median_s
FROM (
    SELECT {path} AS path, arrayEnumerate(path) AS steps_taken, arrayDifference(path) AS gaps_us
    FROM (
        SELECT arrayMap(moment -> intDiv(moment, 256), moments) AS times,
               arrayMap(moment -> toUInt8(moment % 256), moments) AS steps
        FROM (
            SELECT arraySlice(arraySort(groupArray(moment)), 1, $most_moments) AS moments
            FROM ({moments}) AS m
            GROUP BY visitor, started_at
            HAVING bitTest(groupBitOr(m.steps), 0)
        )
    )
)
ARRAY JOIN steps_taken AS step, gaps_us AS gap_us
GROUP BY step
ORDER BY step
