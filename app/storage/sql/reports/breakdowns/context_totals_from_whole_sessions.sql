-- As context_totals_from_events, for reports without filters: a session that lies in the window whole and kept its look is told by
-- its own row (told), and there are far fewer sessions than events. Events are read only for the others (rest).
-- All but visitors adds up whatever the looks; distinct visitors are counted for those alone who had two.
-- Slots: columns; any_values; numbers, values (lists of the columns' numbers and of themselves); events, overlap, bots,
-- told_by_row (conditions). Columns: as context_totals_from_events.
WITH told AS NOT MATERIALIZED (
    SELECT {columns},
           hash({columns}) AS look,
           visitor,
           pageviews,
           events = 1 AS is_bounce,
           epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE {overlapping} AND {from_session_row}
),
rest AS MATERIALIZED (
    SELECT *
    FROM (
        SELECT {columns}, hash({columns}) AS look, visitor, session, (kind = 'pageview')::INTEGER AS pageviews
        FROM events WHERE {events}
    )
    JOIN (
        SELECT session,
               CASE WHEN {bots} THEN events = 1 END AS is_bounce,
               CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
        FROM all_sessions WHERE {overlapping} AND NOT ({from_session_row})
    ) USING (session)
),
seen AS MATERIALIZED (
    SELECT visitor, min(look) AS look, max(look) AS other
    FROM (SELECT visitor, look FROM told UNION ALL SELECT visitor, look FROM rest)
    GROUP BY visitor
),
looks AS (
    SELECT look,
           {any_values},
           sum(pageviews) AS pageviews,
           count(is_bounce) AS sessions,
           count(*) FILTER (is_bounce) AS bounces,
           sum(duration_us) AS duration_us
    FROM (FROM told UNION ALL SELECT {columns}, look, visitor, 0, NULL, 0 FROM rest)
    GROUP BY look
),
people AS (
    SELECT look, count(*) AS visitors FROM seen WHERE look = other GROUP BY look
),
slices AS (
    SELECT which,
           value,
           sum(pageviews) AS pageviews,
           any_value(is_bounce) AS is_bounce,
           any_value(duration_us) AS duration_us
    FROM (FROM rest SELECT unnest({numbers}) AS which, unnest({values}) AS value, *)
    GROUP BY which, value, session
),
wanderers AS (
    SELECT DISTINCT unnest({numbers}) AS which, unnest({values}) AS value, visitor
    FROM (SELECT visitor, {columns} FROM told UNION ALL SELECT visitor, {columns} FROM rest)
    WHERE visitor IN (FROM seen SELECT visitor WHERE look <> other)
)
SELECT unnest({numbers}) AS which, unnest({values}) AS value, visitors, pageviews, sessions, bounces, duration_us
FROM looks LEFT JOIN people USING (look)
UNION ALL
SELECT which, value, 0, pageviews, (is_bounce IS NOT NULL)::INTEGER, (is_bounce IS TRUE)::INTEGER, duration_us
FROM slices
UNION ALL
SELECT which, value, 1, 0, 0, 0, 0 FROM wanderers
