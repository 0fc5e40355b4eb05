-- Totals of the closed days of a period.
-- Parameters: $website; $dimension; $first, $until (days). Columns: as in reports/overview/totals.
SELECT coalesce(sum(pageviews), 0)::BIGINT AS pageviews,
       coalesce(sum(visitors) FILTER (is_new), 0)::BIGINT AS visitors,
       coalesce(sum(sessions) FILTER (is_new), 0)::BIGINT AS sessions,
       coalesce(sum(bounces) FILTER (is_new), 0)::BIGINT AS bounces,
       coalesce(sum(duration_us) FILTER (is_new), 0)::BIGINT AS duration_us
FROM (
    SELECT earlier IS NULL OR earlier < $first AS is_new, pageviews, visitors, sessions, bounces, duration_us
    FROM facts
    WHERE website = $website AND dimension = $dimension AND day >= $first AND day < $until
);
