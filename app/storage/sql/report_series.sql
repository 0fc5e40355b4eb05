-- Pageviews and visitors by bucket; buckets without events are absent.
-- $step_us: length of a slot in microseconds, counted from $start; $buckets: the bucket each slot belongs to, from 0.
-- Looking a slot up costs a tenth of what time zone arithmetic by row does.
-- Slots: events: condition. Columns: bucket; pageviews; visitors.
SELECT bucket, sum(pageviews)::BIGINT AS pageviews, count(*) AS visitors
FROM (
    SELECT ($buckets::INTEGER[])[(epoch_us(ts) - epoch_us($start)) // $step_us + 1] AS bucket,
           visitor,
           count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY ALL
)
GROUP BY bucket;
