-- Numbers by bucket of the closed days of a period; buckets without any are absent. Sessions count where they began.
-- Slots: size (day, week or month). Parameters: $website; $dimension; $first, $until (days).
-- Columns: first (day of the bucket in the period); pageviews; visitors; sessions; bounces; duration_us.
SELECT first,
       sum(pageviews)::BIGINT AS pageviews,
       coalesce(sum(visitors) FILTER (earlier IS NULL OR earlier < first), 0)::BIGINT AS visitors,
       coalesce(sum(sessions) FILTER (earlier IS NULL), 0)::BIGINT AS sessions,
       coalesce(sum(bounces) FILTER (earlier IS NULL), 0)::BIGINT AS bounces,
       coalesce(sum(duration_us) FILTER (earlier IS NULL), 0)::BIGINT AS duration_us
FROM (
    SELECT greatest(date_trunc('{size}', day)::DATE, $first) AS first, *
    FROM facts
    WHERE website = $website AND dimension = $dimension AND day >= $first AND day < $until
)
GROUP BY first;
