-- Visitors by the bucket they were first seen in, and the number of them that came again in later buckets.
-- Slots: event_rows (table or query), events (condition on it); matching_rows (table or query), matching_sessions
-- (condition on it).
-- Parameters: $website; $start, $end (time in which members may come again, UTC); $cohorts_end (end of the time of first
-- visits, UTC); $lengths, $step_us (time slots, as in overview/series); $periods (buckets that a cohort is followed
-- for, with its own).
-- Columns: cohort (bucket, from 0); later_by (buckets); visitors (for 0 the whole cohort).
WITH arrayFlatten(
    arrayMap((slots, bucket) -> arrayWithConstant(slots, bucket), $lengths, range(length($lengths)))
) AS bucket_of
SELECT cohort, later_by, count() AS visitors
FROM (
    SELECT m.cohort AS cohort,
           arrayJoin(arrayPushFront(
               arrayFilter(by -> by > 0 AND by < $periods, arrayMap(bucket -> bucket - m.cohort, v.buckets)), 0
           )) AS later_by
    FROM (
        SELECT visitor,
               bucket_of[intDiv(toUnixTimestamp64Micro(min(seen_at)) - toUnixTimestamp64Micro($start), $step_us) + 1]
                   AS cohort
        FROM (
            SELECT visitor, ts AS seen_at FROM events WHERE site = $website AND ts < $cohorts_end
            UNION ALL
            SELECT visitor, first_at FROM first_visits WHERE site = $website
        )
        WHERE visitor IN (SELECT visitor FROM {event_rows} WHERE {events} AND ts < $cohorts_end)
        GROUP BY visitor
        HAVING min(seen_at) >= $start
    ) AS m
    LEFT JOIN (
        SELECT visitor,
               groupUniqArray(
                   bucket_of[intDiv(toUnixTimestamp64Micro(ts) - toUnixTimestamp64Micro($start), $step_us) + 1]
               ) AS buckets
        FROM {matching_rows} WHERE {matching_sessions}
        GROUP BY visitor
    ) AS v ON m.visitor = v.visitor
)
GROUP BY cohort, later_by
