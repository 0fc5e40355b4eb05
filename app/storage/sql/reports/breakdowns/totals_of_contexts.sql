-- Part of first_rows and of from_session_rows: totals of several dimensions of place and device, in parts. All totals
-- but visitors add up over contexts; distinct visitors are counted only where a visitor had two contexts. Contexts are
-- compared by a 64-bit hash.
-- Slots: columns; any_values; numbers, values (lists of the breakdowns' numbers and of the columns).
-- Columns: as in totals_of_rows.
SELECT *
FROM (
    WITH seen AS (
        SELECT {columns}, hash({columns}) AS context, visitor, pageviews, is_bounce, duration_us FROM wholes
        UNION ALL
        SELECT {columns}, hash({columns}), visitor, 0, NULL, 0 FROM others
    ),
    visitor_contexts AS MATERIALIZED (
        SELECT visitor, min(context) AS context, max(context) AS other FROM seen GROUP BY visitor
    ),
    contexts AS (
        SELECT context,
               {any_values},
               sum(pageviews) AS pageviews,
               count(is_bounce) AS sessions,
               count(*) FILTER (is_bounce) AS bounces,
               sum(duration_us) AS duration_us
        FROM seen
        GROUP BY context
    ),
    visitor_totals AS (
        SELECT context, count(*) AS visitors FROM visitor_contexts WHERE context = other GROUP BY context
    ),
    dimension_rows AS (
        SELECT number,
               value,
               sum(pageviews) AS pageviews,
               any_value(is_bounce) AS is_bounce,
               any_value(duration_us) AS duration_us
        FROM (FROM others SELECT unnest({numbers}) AS number, unnest({values}) AS value, *)
        GROUP BY number, value, session
    ),
    changing_visitors AS (
        SELECT DISTINCT unnest({numbers}) AS number, unnest({values}) AS value, visitor
        FROM seen WHERE visitor IN (FROM visitor_contexts SELECT visitor WHERE context <> other)
    )
    SELECT unnest({numbers}) AS number, unnest({values}) AS value, visitors, pageviews, sessions, bounces, duration_us
    FROM contexts LEFT JOIN visitor_totals USING (context)
    UNION ALL
    SELECT number, value, 0, pageviews, (is_bounce IS NOT NULL)::INTEGER, (is_bounce IS TRUE)::INTEGER, duration_us
    FROM dimension_rows
    UNION ALL
    SELECT number, value, 1, 0, 0, 0, 0 FROM changing_visitors
)
