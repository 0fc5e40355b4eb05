-- Events of one kind and visitors by bucket; buckets without events are absent.
-- The time from $start on is cut into equal time slots, each in one bucket.
-- Slots: event_rows (table or query); events (condition on it); kind (of the events to count).
-- Parameters: $step_us (length of a time slot, microseconds); $lengths (time slots of each bucket).
-- Columns: bucket (from 0); events; visitors.
WITH arrayFlatten(
    arrayMap((slots, bucket) -> arrayWithConstant(slots, bucket), $lengths, range(length($lengths)))
) AS bucket_of
SELECT bucket_of[intDiv(toUnixTimestamp64Micro(ts) - toUnixTimestamp64Micro($start), $step_us) + 1] AS bucket,
       countIf(kind = '{kind}') AS events,
       uniqExact(visitor) AS visitors
FROM {event_rows} WHERE {events}
GROUP BY bucket
