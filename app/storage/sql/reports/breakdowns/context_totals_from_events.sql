-- Used inside report_looks: what each value of several places and systems adds up to.
-- Nearly every visitor keeps one look (country, browser, ...) all the time, and there are far fewer looks than visitors:
-- whatever visitors of one look did adds up without counting anything distinct again. The few whose look changes are
-- sliced by session as in report_metrics. Looks are told apart by a 64-bit hash.
-- Slots: columns; any_values; numbers, values (lists of the columns' numbers and of themselves); events, sessions,
-- counted (conditions). Columns: which (number of the column); value; visitors, pageviews, sessions, bounces,
-- duration_us (sums).
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
    SELECT which, value, session, any_value(visitor) AS visitor, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (
        SELECT unnest({numbers}) AS which, unnest({values}) AS value, session, visitor, kind
        FROM events WHERE {events} AND visitor IN (FROM wanderers)
    )
    GROUP BY which, value, session
),
facts AS (
    SELECT session, events = 1 AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM (SELECT * FROM all_sessions WHERE {countable}) SEMI JOIN wanderers USING (visitor)
)
SELECT unnest({numbers}) AS which, unnest({values}) AS value, visitors, pageviews, sessions, bounces, duration_us
FROM people JOIN looks USING (look) LEFT JOIN visits USING (look)
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
