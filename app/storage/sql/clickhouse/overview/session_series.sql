-- Sessions by the bucket in which they began; buckets without any are absent.
-- Slots: all_sessions (query); sessions (condition on it). Parameters: $step_us, $lengths (time slots, as in series).
-- Columns: bucket (from 0); sessions; bounces (sessions of one event); total_us (sum of durations, microseconds).
WITH arrayFlatten(
    arrayMap((slots, bucket) -> arrayWithConstant(slots, bucket), $lengths, range(length($lengths)))
) AS bucket_of
SELECT bucket_of[intDiv(toUnixTimestamp64Micro(started_at) - toUnixTimestamp64Micro($start), $step_us) + 1] AS bucket,
       count() AS sessions,
       countIf({is_bounce}) AS bounces,
       sum(duration_us) AS total_us
FROM ({all_sessions})
WHERE {sessions} AND started_at >= $start AND started_at < $end
GROUP BY bucket
