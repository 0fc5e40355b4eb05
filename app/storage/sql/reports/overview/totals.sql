-- Totals of one window.
-- Slots: events (condition on events); sessions (condition on sessions).
-- Columns: pageviews; visitors; sessions; bounces (sessions of one event); duration_us (sum over the sessions,
-- microseconds).
FROM
    (SELECT count(*) FILTER (kind = 'pageview') AS pageviews, count(DISTINCT visitor) AS visitors
     FROM events WHERE {events}),
    (SELECT count(*) AS sessions,
            count(*) FILTER ({is_bounce}) AS bounces,
            coalesce(sum(epoch_us(ended_at) - epoch_us(started_at)), 0)::BIGINT AS duration_us
     FROM all_sessions WHERE {sessions});
