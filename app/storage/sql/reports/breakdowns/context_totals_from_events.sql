-- Part of first_rows: totals of each value of several dimensions of place and device.
-- Nearly every visitor keeps one context (country, browser, ...) all the time, and there are far fewer contexts than
-- visitors: the totals of the visitors of one context add up without another distinct count. The few visitors whose
-- context changes are counted by session, as in rows. Contexts are compared by a 64-bit hash.
-- Slots: columns; any_values; numbers, values (lists of the breakdowns' numbers and of the columns); events (condition on
-- events); sessions, countable (conditions on sessions).
-- Columns: number (of the breakdown); value; visitors, pageviews, sessions, bounces,
-- duration_us (sums).
WITH profiles AS MATERIALIZED (
    SELECT visitor,
           min(context) = max(context) AS is_uniform,
           any_value(context) AS context,
           count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (SELECT visitor, kind, hash({columns}) AS context FROM events WHERE {events})
    GROUP BY visitor
),
contexts AS (
    SELECT context, {any_values}
    FROM (SELECT {columns}, hash({columns}) AS context FROM events WHERE {events})
    GROUP BY context
),
visitor_totals AS (
    SELECT context, count(*) AS visitors, sum(pageviews) AS pageviews
    FROM profiles
    WHERE is_uniform
    GROUP BY context
),
session_totals AS (
    SELECT context, count(*) AS sessions, count(*) FILTER (is_bounce) AS bounces, sum(duration_us) AS duration_us
    FROM (
        SELECT visitor, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
        FROM all_sessions WHERE {sessions}
    )
    JOIN (SELECT visitor, context FROM profiles WHERE is_uniform) USING (visitor)
    GROUP BY context
),
changing_visitors AS (
    SELECT visitor FROM profiles WHERE NOT is_uniform
),
dimension_rows AS (
    SELECT number, value, session, any_value(visitor) AS visitor, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (
        SELECT unnest({numbers}) AS number, unnest({values}) AS value, session, visitor, kind
        FROM events WHERE {events} AND visitor IN (FROM changing_visitors)
    )
    GROUP BY number, value, session
),
changing_sessions AS (
    SELECT session, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM (SELECT * FROM all_sessions WHERE {countable}) SEMI JOIN changing_visitors USING (visitor)
)
SELECT unnest({numbers}) AS number, unnest({values}) AS value, visitors, pageviews, sessions, bounces, duration_us
FROM visitor_totals JOIN contexts USING (context) LEFT JOIN session_totals USING (context)
UNION ALL
SELECT number,
       value,
       count(DISTINCT visitor),
       sum(pageviews),
       count(is_bounce),
       count(*) FILTER (is_bounce),
       sum(duration_us)
FROM dimension_rows LEFT JOIN changing_sessions USING (session)
GROUP BY number, value
