-- Totals of one window.
-- Slots: event_rows (table or query); events (condition on it); all_sessions (query); sessions (condition on it).
-- Columns: pageviews; visitors; sessions; bounces (sessions of one event); total_us (sum of durations,
-- microseconds).
SELECT *
FROM
    (SELECT countIf(kind = 'pageview') AS pageviews, uniqExact(visitor) AS visitors FROM {event_rows} WHERE {events}) AS e,
    (SELECT count() AS sessions, countIf({is_bounce}) AS bounces, sum(duration_us) AS total_us
     FROM ({all_sessions}) WHERE {sessions}) AS s
