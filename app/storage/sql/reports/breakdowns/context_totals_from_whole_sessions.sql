-- Part of contexts, like context_totals_from_events, for reports without filters. A session that lies wholly in the
-- window and kept its context has everything in its own row, and there are far fewer sessions than events: events are
-- read only for the other sessions. All totals but visitors add up over contexts; distinct visitors are counted only
-- where a visitor had two contexts.
-- Slots: columns; any_values; numbers, values (lists of the columns' numbers and of themselves); events (condition on
-- events); overlapping, bots, from_session_row (conditions on sessions).
-- Columns: as in context_totals_from_events.
WITH uniform_sessions AS NOT MATERIALIZED (
    SELECT {columns},
           hash({columns}) AS context,
           visitor,
           pageviews,
           {is_bounce} AS is_bounce,
           epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE {overlapping} AND {from_session_row}
),
other_events AS MATERIALIZED (
    SELECT *
    FROM (
        SELECT {columns}, hash({columns}) AS context, visitor, session, (kind = 'pageview')::INTEGER AS pageviews
        FROM events WHERE {events}
    )
    JOIN (
        SELECT session,
               CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
               CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
        FROM all_sessions WHERE {overlapping} AND NOT ({from_session_row})
    ) USING (session)
),
visitor_contexts AS MATERIALIZED (
    SELECT visitor, min(context) AS context, max(context) AS other
    FROM (SELECT visitor, context FROM uniform_sessions UNION ALL SELECT visitor, context FROM other_events)
    GROUP BY visitor
),
contexts AS (
    SELECT context,
           {any_values},
           sum(pageviews) AS pageviews,
           count(is_bounce) AS sessions,
           count(*) FILTER (is_bounce) AS bounces,
           sum(duration_us) AS duration_us
    FROM (FROM uniform_sessions UNION ALL SELECT {columns}, context, visitor, 0, NULL, 0 FROM other_events)
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
    FROM (FROM other_events SELECT unnest({numbers}) AS number, unnest({values}) AS value, *)
    GROUP BY number, value, session
),
changing_visitors AS (
    SELECT DISTINCT unnest({numbers}) AS number, unnest({values}) AS value, visitor
    FROM (SELECT visitor, {columns} FROM uniform_sessions UNION ALL SELECT visitor, {columns} FROM other_events)
    WHERE visitor IN (FROM visitor_contexts SELECT visitor WHERE context <> other)
)
SELECT unnest({numbers}) AS number, unnest({values}) AS value, visitors, pageviews, sessions, bounces, duration_us
FROM contexts LEFT JOIN visitor_totals USING (context)
UNION ALL
SELECT number, value, 0, pageviews, (is_bounce IS NOT NULL)::INTEGER, (is_bounce IS TRUE)::INTEGER, duration_us
FROM dimension_rows
UNION ALL
SELECT number, value, 1, 0, 0, 0, 0 FROM changing_visitors
