-- One page of the times on pages: from a pageview to the next later one of its session, also when that one lies beyond
-- the window or does not match the filters. The moments of a session are sorted as a list of numbers, which costs half
-- of a window function or an ASOF join over the events.
-- Slots: events (condition on events); countable (condition on sessions); bots (condition on events); value_condition
-- (condition on value); sort (column and direction). Parameters: $until (UTC: no event of a session in the window is
-- later); $limit, $offset (rows).
-- Columns: value (path); pageviews; timed_pageviews; avg_time_seconds, median_time_seconds (tenths of a second, null
-- without times; the lower of two medians); total (rows of all pages).
WITH views AS (
    SELECT path AS value, session, epoch_us(ts) AS moment FROM events WHERE {events} AND kind = 'pageview'
),
steps AS (
    SELECT session, unnest(moments[:-2]) AS moment, unnest(moments[2:]) AS following
    FROM (
        SELECT session, list_sort(list(epoch_us(ts))) AS moments
        FROM events
        WHERE website = $website
            AND ts >= $start
            AND ts <= $until
            AND kind = 'pageview'
            AND {bots}
            AND session IN (SELECT session FROM all_sessions WHERE {countable} AND pageviews > 1)
        GROUP BY session
        HAVING count(*) > 1
    )
),
timed AS (
    SELECT value,
           count(*) AS n,
           sum(following - moment)::BIGINT AS time_us,
           quantile_disc(following - moment, 0.5) AS median_us
    FROM views JOIN steps USING (session, moment)
    WHERE following > moment  -- pageviews of one moment leave one row
    GROUP BY value
),
seen AS (
    SELECT value, count(*) AS pageviews FROM views WHERE {value_condition} GROUP BY value
)
SELECT value,
       pageviews,
       coalesce(n, 0) AS timed_pageviews,
       (2 * time_us + n * 100_000) // (2 * n * 100_000) AS avg_time_seconds,
       (median_us + 50_000) // 100_000 AS median_time_seconds,
       count(*) OVER () AS total
FROM seen LEFT JOIN timed USING (value)
ORDER BY {sort} NULLS LAST, value
LIMIT $limit OFFSET $offset;
