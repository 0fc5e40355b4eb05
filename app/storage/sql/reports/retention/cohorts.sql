-- Visitors by the bucket they were first seen in, and the number of them that came again in later buckets.
-- A session has an event in each bucket from its first to its last, since it has no gap as long as a day.
-- Slots: is_whole (condition on sessions: all events of one are in the window and match); other_sessions (condition on
-- events, with an AND before it, for those of other sessions alone); matches, matching_sessions (conditions on events);
-- overlapping (condition on sessions); seen_first (first visits in the window, where sessions were deleted, or nothing).
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
visits AS NOT MATERIALIZED (
    SELECT visitor,
           started_at AS seen_at,
           CASE WHEN {is_whole} THEN started_at END AS matched_at,
           CASE WHEN {is_whole} THEN started_at END AS active_from,
           CASE WHEN {is_whole} THEN ended_at END AS active_until
    FROM all_sessions WHERE {overlapping}
    UNION ALL
    SELECT visitor, NULL, CASE WHEN {matches} THEN ts END, ts, ts FROM events WHERE {matching_sessions} {other_sessions}
    {seen_first}
),
candidates AS (
    SELECT visitor, least(min(seen_at), min(matched_at)) AS first_at, max(active_until) AS last_at
    FROM visits
    GROUP BY visitor
    HAVING min(matched_at) < $cohorts_end AND first_at >= $start
),
seen_before AS (
    SELECT visitor FROM first_visits WHERE website = $website AND first_at < $start
    UNION ALL
    SELECT visitor FROM all_sessions WHERE website = $website AND started_at >= $known_until AND started_at < $start
),
members AS MATERIALIZED (
    SELECT visitor,
           (SELECT bucket_of FROM slot_buckets)[(epoch_us(first_at) - epoch_us($start)) // $step_us + 1] AS cohort,
           (SELECT bucket_of FROM slot_buckets)[(epoch_us(last_at) - epoch_us($start)) // $step_us + 1] AS last_bucket
    FROM candidates ANTI JOIN seen_before USING (visitor)
),
later_visits AS (
    SELECT DISTINCT
           visitor,
           cohort,
           unnest(range(
               (SELECT bucket_of FROM slot_buckets)[(epoch_us(active_from) - epoch_us($start)) // $step_us + 1],
               (SELECT bucket_of FROM slot_buckets)[(epoch_us(active_until) - epoch_us($start)) // $step_us + 1] + 1
           )) AS bucket
    FROM visits JOIN members USING (visitor)
    WHERE last_bucket > cohort AND active_until IS NOT NULL
)
SELECT cohort, 0 AS later_by, count(*) AS visitors FROM members GROUP BY cohort
UNION ALL
SELECT cohort, bucket - cohort, count(*)
FROM later_visits
WHERE bucket > cohort AND bucket < cohort + $periods
GROUP BY ALL;
