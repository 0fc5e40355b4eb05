-- First rows of several breakdowns in one reading of the events.
-- Slots: all_sessions (query, with columns matching and views: its events and pageviews that match, and with those that
-- values reads); is_bounce, bots (conditions on it); values (expression: list of number of the breakdown, value,
-- pageviews, whether the session was seen there, whether it counts there); by_pageviews (condition on number: sorted by
-- pageviews, not by visitors). Parameters: $limit (rows of each breakdown).
-- Columns: number (of the breakdown); then as in rows.
SELECT number,
       value,
       visitors,
       pageviews,
       intDiv(2000 * bounces + sessions, 2 * greatest(sessions, 1)) AS bounce_rate,
       intDiv(2 * total_us + sessions * 100000, 2 * greatest(sessions, 1) * 100000) AS avg_duration_seconds,
       count() OVER (PARTITION BY number) AS total
FROM (
    SELECT one.1 AS number,
           one.2 AS value,
           uniqExactIf(visitor, one.4) AS visitors,
           sum(one.3) AS pageviews,
           countIf(one.5 AND counts) AS sessions,
           countIf(one.5 AND counts AND bounced) AS bounces,
           sumIf(duration_us, one.5 AND counts) AS total_us
    FROM (
        SELECT visitor, duration_us, {is_bounce} AS bounced, {bots} AS counts, arrayJoin({values}) AS one
        FROM ({all_sessions})
        WHERE matching > 0
    )
    WHERE value != ''
    GROUP BY number, value
    HAVING visitors > 0
)
ORDER BY number, if({by_pageviews}, pageviews, visitors) DESC, value
LIMIT $limit BY number
