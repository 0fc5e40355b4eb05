-- Facts of some closed days, from day_events, day_sessions and day_contexts.
-- Dimensions are numbers here, and the days on which a visitor or a session had a value the bits of `mask`.
-- Slots: event_numbers, session_numbers, context_numbers (lists of the dimensions of events, of whole sessions, of place and
-- device); event_values, session_values, context_values (of their columns); page, entry_page (numbers).
-- Parameters: $first (first of the days), $number (of the days, 62 at most); $names (of the dimensions).
-- Columns: those of table facts, but website.
WITH visitor_values AS (
    SELECT unnest({event_numbers}) AS dimension, unnest({event_values}) AS value, visitor, day FROM day_events
    UNION ALL
    SELECT unnest({context_numbers}), unnest({context_values}), visitor, day FROM day_contexts
    UNION ALL
    SELECT unnest({context_numbers}), unnest({context_values}), visitor, day
    FROM day_sessions WHERE is_uniform AND NOT is_single
    UNION ALL
    SELECT unnest({session_numbers}), unnest({session_values}), visitor, day FROM day_sessions WHERE NOT is_single
),
visitor_days AS (
    SELECT dimension,
           value,
           bit_or(CASE WHEN day >= $first THEN 1::BIGINT << (day - $first) ELSE 0 END) AS mask,
           max(day) FILTER (day < $first) AS before
    FROM visitor_values
    WHERE value IS NOT NULL
    GROUP BY dimension, value, visitor
),
session_values AS (
    SELECT unnest({event_numbers}) AS dimension, unnest({event_values}) AS value, session, day FROM day_events
    UNION ALL
    SELECT unnest({context_numbers}), unnest({context_values}), session, day FROM day_contexts
),
session_days AS (
    SELECT dimension,
           value,
           session,
           bit_or(CASE WHEN day >= $first THEN 1::BIGINT << (day - $first) ELSE 0 END) AS mask,
           max(day) FILTER (day < $first) AS before
    FROM session_values
    WHERE value IS NOT NULL AND dimension <> {page}
    GROUP BY dimension, value, session
),
countable AS (
    SELECT session, any_value(is_bounce) AS is_bounce, any_value(duration_us) AS duration_us
    FROM day_sessions WHERE is_bounce IS NOT NULL
    GROUP BY session
),
masks AS (
    SELECT dimension, value, mask, before, count(*) AS visitors, 0 AS sessions, 0 AS bounces, 0 AS duration_us
    FROM visitor_days
    GROUP BY dimension, value, mask, before
    UNION ALL
    SELECT dimension, value, mask, before, 0, count(*), count(*) FILTER (is_bounce), sum(duration_us)
    FROM session_days JOIN countable USING (session)
    GROUP BY dimension, value, mask, before
),
of_masks AS (
    SELECT dimension,
           $first + bit AS day,
           CASE WHEN mask & ((1::BIGINT << bit) - 1) > 0
               THEN $first + (length(bin(mask & ((1::BIGINT << bit) - 1))) - 1)::INTEGER
               ELSE before
           END AS earlier,
           value,
           visitors,
           0 AS pageviews,
           sessions,
           bounces,
           duration_us
    FROM masks JOIN (SELECT unnest(range($number))::INTEGER AS bit) ON mask & (1::BIGINT << bit) <> 0
),
event_pageviews AS (
    SELECT dimension, day, value, sum(pageviews) AS pageviews
    FROM (
        SELECT unnest({event_numbers}) AS dimension, day, unnest({event_values}) AS value, pageviews FROM day_events
        UNION ALL
        SELECT unnest({context_numbers}), day, unnest({context_values}), pageviews FROM day_contexts
    )
    WHERE day >= $first
    GROUP BY dimension, day, value
),
of_sessions AS (
    SELECT dimension,
           day,
           earlier,
           value,
           count(*) FILTER (is_single) AS visitors,
           sum(pageviews) AS pageviews,
           count(is_bounce) AS sessions,
           count(*) FILTER (is_bounce) AS bounces,
           sum(duration_us) AS duration_us
    FROM (
        SELECT unnest({session_numbers}) AS dimension, unnest({session_values}) AS value, * FROM day_sessions
        UNION ALL
        SELECT unnest({context_numbers}), unnest({context_values}), * FROM day_sessions WHERE is_uniform
    )
    WHERE day >= $first
    GROUP BY dimension, day, earlier, value
)
SELECT ($names::VARCHAR[])[dimension] AS dimension,
       day,
       earlier,
       value,
       sum(visitors)::BIGINT AS visitors,
       sum(pageviews)::BIGINT AS pageviews,
       sum(sessions)::BIGINT AS sessions,
       sum(bounces)::BIGINT AS bounces,
       coalesce(sum(duration_us), 0)::BIGINT AS duration_us
FROM (
    FROM of_masks
    UNION ALL
    FROM of_sessions
    UNION ALL
    SELECT dimension, day, NULL, value, 0, pageviews, 0, 0, 0 FROM event_pageviews
    UNION ALL
    SELECT {page}, day, earlier, value, 0, 0, sessions, bounces, duration_us FROM of_sessions WHERE dimension = {entry_page}
)
WHERE value IS NOT NULL
GROUP BY ALL
ORDER BY dimension, day;
