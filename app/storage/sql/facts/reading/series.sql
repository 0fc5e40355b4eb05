-- Pageviews and visitors by bucket, of the closed days of a period; buckets without any are absent.
-- Parameters: $website; $dimension; $firsts (first day of each bucket); $until (the first day after them).
-- Columns: bucket (from 0); pageviews; visitors.
SELECT bucket,
       sum(pageviews)::BIGINT AS pageviews,
       coalesce(sum(visitors) FILTER (earlier IS NULL OR earlier < first), 0)::BIGINT AS visitors
FROM (
    SELECT day, earlier, pageviews, visitors
    FROM visitor_facts
    WHERE website = $website AND dimension = $dimension AND day >= $firsts[1] AND day < $until
)
ASOF JOIN (SELECT unnest(range(len($firsts::DATE[]))) AS bucket, unnest($firsts::DATE[]) AS first) ON day >= first
GROUP BY bucket;
