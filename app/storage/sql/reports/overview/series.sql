-- Events of one kind and visitors by bucket; buckets without events are absent.
-- The time from $start on is cut into equal time slots, each in one bucket. To look up the bucket of a slot costs a
-- tenth of time zone arithmetic by row.
-- Slots: events (condition on events); kind (of the events to count).
-- Parameters: $step_us (length of a time slot, microseconds); $lengths (time slots of each bucket).
-- Columns: bucket (from 0); events; visitors.
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
slot_buckets AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
)
SELECT bucket, sum(events)::BIGINT AS events, count(*) AS visitors
FROM (
    SELECT (SELECT bucket_of FROM slot_buckets)[(epoch_us(ts) - epoch_us($start)) // $step_us + 1] AS bucket,
           visitor,
           count(*) FILTER (kind = '{kind}') AS events
    FROM events WHERE {events}
    GROUP BY ALL
)
GROUP BY bucket;
