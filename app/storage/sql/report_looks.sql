-- The first rows of several breakdowns by place and system, in one pass.
-- Nearly every visitor keeps one look (country, browser, ...) all the time, and there are far fewer looks than visitors:
-- whatever visitors of one look did adds up without counting anything distinct again. The few whose look changes are
-- sliced by session as in report_metrics. Looks are told apart by a 64-bit hash.
-- Slots: columns; any_values; sets, session_sets (grouping sets); events, sessions, counted (conditions).
-- $limit: rows of each breakdown. Columns: which (grouping_id of the columns); then as report_metrics.
WITH profiles AS MATERIALIZED (
    SELECT visitor,
           min(look) = max(look) AS is_steady,
           any_value(look) AS look,
           count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (SELECT visitor, kind, hash({columns}) AS look FROM events WHERE {events})
    GROUP BY visitor
),
looks AS (
    SELECT look, {any_values}
    FROM (SELECT {columns}, hash({columns}) AS look FROM events WHERE {events})
    GROUP BY look
),
people AS (
    SELECT look, count(*) AS visitors, sum(pageviews) AS pageviews
    FROM profiles
    WHERE is_steady
    GROUP BY look
),
visits AS (
    SELECT look, count(*) AS sessions, count(*) FILTER (is_bounce) AS bounces, sum(duration_us) AS duration_us
    FROM (
        SELECT visitor, events = 1 AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
        FROM all_sessions WHERE {sessions}
    )
    JOIN (SELECT visitor, look FROM profiles WHERE is_steady) USING (visitor)
    GROUP BY look
),
wanderers AS (
    SELECT visitor FROM profiles WHERE NOT is_steady
),
slices AS (
    SELECT grouping_id({columns}) AS which,
           coalesce({columns}) AS value,
           session,
           any_value(visitor) AS visitor,
           count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (SELECT * FROM events WHERE {events})
    SEMI JOIN wanderers USING (visitor)
    GROUP BY GROUPING SETS ({session_sets})
),
facts AS (
    SELECT session, events = 1 AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM (SELECT * FROM all_sessions WHERE {counted}) SEMI JOIN wanderers USING (visitor)
),
parts AS (
    SELECT grouping_id({columns}) AS which,
           coalesce({columns}) AS value,
           sum(visitors) AS visitors,
           sum(pageviews) AS pageviews,
           sum(sessions) AS sessions,
           sum(bounces) AS bounces,
           sum(duration_us) AS duration_us
    FROM people JOIN looks USING (look) LEFT JOIN visits USING (look)
    GROUP BY GROUPING SETS ({sets})
    UNION ALL
    SELECT which,
           value,
           count(DISTINCT visitor),
           sum(pageviews),
           count(is_bounce),
           count(*) FILTER (is_bounce),
           sum(duration_us)
    FROM slices LEFT JOIN facts USING (session)
    GROUP BY which, value
),
counted AS (
    SELECT which,
           value,
           sum(visitors)::BIGINT AS visitors,
           sum(pageviews)::BIGINT AS pageviews,
           sum(sessions)::BIGINT AS sessions,
           sum(bounces)::BIGINT AS bounces,
           sum(duration_us)::BIGINT AS duration_us
    FROM parts
    WHERE value IS NOT NULL
    GROUP BY which, value
)
SELECT which,
       value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * nullif(sessions, 0)), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * nullif(sessions, 0) * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER (PARTITION BY which) AS total
FROM counted
QUALIFY row_number() OVER (PARTITION BY which ORDER BY visitors DESC, value) <= $limit
ORDER BY which, visitors DESC, value;
