-- Sessions by the bucket in which they began, of the closed days of a period; buckets without any are absent.
-- Parameters: $website; $dimension; $firsts (first day of each bucket); $until (the first day after them).
-- Columns: as in reports/overview/session_series.
SELECT bucket,
       sum(sessions)::BIGINT AS sessions,
       sum(bounces)::BIGINT AS bounces,
       sum(duration_us)::BIGINT AS duration_us
FROM (
    SELECT day, sessions, bounces, duration_us
    FROM session_facts
    WHERE website = $website
        AND dimension = $dimension
        AND day >= $firsts[1]
        AND day < $until
        AND earlier IS NULL
)
ASOF JOIN (SELECT unnest(range(len($firsts::DATE[]))) AS bucket, unnest($firsts::DATE[]) AS first) ON day >= first
GROUP BY bucket;
