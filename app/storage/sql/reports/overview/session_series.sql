-- Sessions by the bucket in which they began; buckets without one are absent. Slots of time as in report_series.
-- Slots: sessions (condition). Columns: bucket (from 0); sessions; bounces (sessions of one event); duration_us (sum).
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
table_of_slots AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
)
SELECT (SELECT bucket_of FROM table_of_slots)[(epoch_us(started_at) - epoch_us($start)) // $step_us + 1] AS bucket,
       count(*) AS sessions,
       count(*) FILTER (events = 1) AS bounces,
       sum(epoch_us(ended_at) - epoch_us(started_at))::BIGINT AS duration_us
FROM all_sessions
WHERE {sessions} AND started_at >= $start AND started_at < $end
GROUP BY bucket;
