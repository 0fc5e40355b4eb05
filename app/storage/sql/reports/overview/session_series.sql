-- Sessions by the bucket in which they began; buckets without any are absent.
-- Slots: counted_sessions (query: rows of sessions). Parameters: $step_us, $lengths (time slots, as in series).
-- Columns: bucket (from 0); sessions; bounces (sessions of one event); duration_us (sum, microseconds).
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
slot_buckets AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
)
SELECT (SELECT bucket_of FROM slot_buckets)[(epoch_us(started_at) - epoch_us($start)) // $step_us + 1] AS bucket,
       count(*) AS sessions,
       count(*) FILTER ({is_bounce}) AS bounces,
       sum(epoch_us(ended_at) - epoch_us(started_at))::BIGINT AS duration_us
FROM ({counted_sessions})
WHERE started_at >= $start AND started_at < $end
GROUP BY bucket;
