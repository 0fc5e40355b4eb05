-- Part of numbers: those of the closed days.
-- Parameters: $website; $dimension, $sessions_dimension; $first, $until (days).
SELECT value,
       coalesce(sum(visitors) FILTER (earlier IS NULL OR earlier < $first), 0) AS visitors,
       sum(pageviews) AS pageviews,
       0 AS sessions,
       0 AS bounces,
       0 AS duration_us
FROM visitor_facts
WHERE website = $website AND dimension = $dimension AND day >= $first AND day < $until
GROUP BY value
UNION ALL
SELECT value, 0, 0, sum(sessions), sum(bounces), sum(duration_us)
FROM session_facts
WHERE website = $website
    AND dimension = $sessions_dimension
    AND day >= $first
    AND day < $until
    AND (earlier IS NULL OR earlier < $first)
GROUP BY value
