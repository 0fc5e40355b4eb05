-- Part of numbers: those of the closed days.
-- Slots: names (list of the dimensions); session_names (list of those whose facts of sessions they show); chosen,
-- chosen_sessions (the same as texts between commas).
-- Parameters: $website; $first, $until (days).
SELECT dimension,
       value,
       coalesce(sum(visitors) FILTER (earlier IS NULL OR earlier < $first), 0) AS visitors,
       sum(pageviews) AS pageviews,
       0 AS sessions,
       0 AS bounces,
       0 AS duration_us
FROM visitor_facts
WHERE website = $website AND dimension IN ({chosen}) AND day >= $first AND day < $until
GROUP BY dimension, value
UNION ALL
SELECT name, value, 0, 0, sessions, bounces, duration_us
FROM (
    SELECT dimension, value, sum(sessions) AS sessions, sum(bounces) AS bounces, sum(duration_us) AS duration_us
    FROM session_facts
    WHERE website = $website
        AND dimension IN ({chosen_sessions})
        AND day >= $first
        AND day < $until
        AND (earlier IS NULL OR earlier < $first)
    GROUP BY dimension, value
)
JOIN (SELECT unnest({names}) AS name, unnest({session_names}) AS dimension) USING (dimension)
