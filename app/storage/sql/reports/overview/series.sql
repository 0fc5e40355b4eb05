-- Events of one kind and visitors by bucket; buckets without events are absent.
-- The time from $start on is cut into slots of $step_us microseconds; $lengths: how many slots each bucket has. Looking
-- the bucket of a slot up costs a tenth of what time zone arithmetic by row does.
-- Slots: events (condition); kind (what is counted). Columns: bucket (from 0); counted; visitors.
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
table_of_slots AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
)
SELECT bucket, sum(counted)::BIGINT AS counted, count(*) AS visitors
FROM (
    SELECT (SELECT bucket_of FROM table_of_slots)[(epoch_us(ts) - epoch_us($start)) // $step_us + 1] AS bucket,
           visitor,
           count(*) FILTER (kind = '{kind}') AS counted
    FROM events WHERE {events}
    GROUP BY ALL
)
GROUP BY bucket;
