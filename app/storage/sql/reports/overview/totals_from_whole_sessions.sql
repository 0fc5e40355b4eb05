-- Totals of one window, like totals, where rows of sessions answer: a session that lies wholly in the window has
-- everything in its own row, and events are read only for the other sessions.
-- Slots: other_events (condition on events); whole_sessions, other_sessions, bots (conditions on sessions).
-- Columns: as in totals.
SELECT coalesce(sum(pageviews), 0)::BIGINT AS pageviews,
       count(DISTINCT visitor) AS visitors,
       count(is_bounce) AS sessions,
       count(*) FILTER (is_bounce) AS bounces,
       coalesce(sum(duration_us), 0)::BIGINT AS duration_us
FROM (
    SELECT visitor, pageviews, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE {whole_sessions}
    UNION ALL
    SELECT any_value(visitor), count(*) FILTER (kind = 'pageview'), any_value(is_bounce), any_value(duration_us)
    FROM (SELECT session, visitor, kind FROM events WHERE {other_events})
    JOIN (
        SELECT session,
               CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
               CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
        FROM all_sessions WHERE {other_sessions}
    ) USING (session)
    GROUP BY session
);
