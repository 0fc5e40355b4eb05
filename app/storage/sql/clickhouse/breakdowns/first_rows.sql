-- First rows of several breakdowns by what whole sessions say, in one reading of the events.
-- Slots: all_sessions (query, with columns matching and views: its events and pageviews that match); is_bounce, bots
-- (conditions on it); values (expression: list of number of the breakdown and value); by_pageviews (condition on number:
-- sorted by pageviews, not by visitors). Parameters: $limit (rows of each breakdown).
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
           uniqExact(visitor) AS visitors,
           sum(views) AS pageviews,
           countIf(counts) AS sessions,
           countIf(counts AND bounced) AS bounces,
           sumIf(duration_us, counts) AS total_us
    FROM (
        SELECT visitor, duration_us, views, {is_bounce} AS bounced, {bots} AS counts, arrayJoin({values}) AS one
        FROM ({all_sessions})
        WHERE matching > 0
    )
    WHERE value != ''
    GROUP BY number, value
)
ORDER BY number, if({by_pageviews}, pageviews, visitors) DESC, value
LIMIT $limit BY number
