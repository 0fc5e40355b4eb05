-- Visitors by the bucket they were first seen in, and the number of them that came again in later buckets.
-- Slots: events, matching_sessions (conditions on events).
-- Parameters: $start, $end (time in which members may come again, UTC); $cohorts_end (end of the time of first visits,
-- UTC); $lengths, $step_us (time slots, as in overview/series); $periods (buckets that a cohort is followed for, with
-- its own); $known_until (time up to which first_visits is complete, UTC: later sessions are read themselves).
-- Columns: cohort (bucket, from 0); later_by (buckets); visitors (for 0 the whole cohort).
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
slot_buckets AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
),
activity AS MATERIALIZED (
    SELECT visitor,
           (SELECT bucket_of FROM slot_buckets)[(epoch_us(ts) - epoch_us($start)) // $step_us + 1] AS bucket,
           min(ts) FILTER (ts < $cohorts_end AND {events}) AS matched_at
    FROM events WHERE {matching_sessions}
    GROUP BY ALL
),
candidates AS MATERIALIZED (
    SELECT visitor, min(matched_at) AS matched_at FROM activity GROUP BY visitor HAVING min(matched_at) IS NOT NULL
),
seen AS (
    SELECT visitor, first_at FROM first_visits WHERE website = $website
    UNION ALL
    SELECT visitor, started_at FROM all_sessions WHERE website = $website AND started_at >= $known_until
),
members AS MATERIALIZED (
    SELECT visitor,
           (SELECT bucket_of FROM slot_buckets)[(epoch_us(min(first_at)) - epoch_us($start)) // $step_us + 1] AS cohort
    FROM (
        FROM seen SEMI JOIN candidates USING (visitor)
        UNION ALL
        SELECT visitor, matched_at FROM candidates
    )
    GROUP BY visitor
    HAVING min(first_at) >= $start
)
SELECT cohort, 0 AS later_by, count(*) AS visitors FROM members GROUP BY cohort
UNION ALL
SELECT cohort, bucket - cohort, count(*)
FROM members JOIN activity USING (visitor)
WHERE bucket > cohort AND bucket < cohort + $periods
GROUP BY ALL;
