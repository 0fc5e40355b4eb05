-- Visitors by the bucket they were first seen in, and how many of them were there again in the buckets after it.
-- $start to $end: time in which they may come again; $cohorts_end: up to which a first visit counts. Buckets as in
-- report_series: $lengths, $step_us. $periods: buckets that a cohort is followed for, its own included. $known_until:
-- up to when first_visits is complete; sessions that began later are read themselves.
-- Slots: events, chosen (conditions). Columns: cohort (bucket, from 0); later_by (buckets); visitors, for 0
-- the whole cohort.
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
table_of_slots AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
),
activity AS MATERIALIZED (
    SELECT visitor,
           (SELECT bucket_of FROM table_of_slots)[(epoch_us(ts) - epoch_us($start)) // $step_us + 1] AS bucket,
           min(ts) FILTER (ts < $cohorts_end AND {events}) AS passed_at
    FROM events WHERE {matching_sessions}
    GROUP BY ALL
),
candidates AS MATERIALIZED (
    SELECT visitor, min(passed_at) AS passed_at FROM activity GROUP BY visitor HAVING min(passed_at) IS NOT NULL
),
seen AS (
    SELECT visitor, first_at FROM first_visits WHERE website = $website
    UNION ALL
    SELECT visitor, started_at FROM all_sessions WHERE website = $website AND started_at >= $known_until
),
members AS MATERIALIZED (
    SELECT visitor,
           (SELECT bucket_of FROM table_of_slots)[(epoch_us(min(first_at)) - epoch_us($start)) // $step_us + 1] AS cohort
    FROM (
        FROM seen SEMI JOIN candidates USING (visitor)
        UNION ALL
        SELECT visitor, passed_at FROM candidates
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
