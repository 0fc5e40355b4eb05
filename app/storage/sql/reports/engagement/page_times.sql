-- One page of the times on pages: from a pageview to the next later one of its session, also when that one lies beyond
-- the window or does not match the filters. The moments of a session are sorted as a list of numbers, which costs half
-- of a window function or an ASOF join over the events.
-- Slots: events (condition on events); countable (condition on sessions); bots (condition on events); value_condition
-- (condition on value); sort (column and direction). Parameters: $until (UTC: no event of a session in the window is
-- later); $limit, $offset (rows).
-- Columns: value (path; null in the only row when the page is empty); pageviews; timed_pageviews; avg_time_seconds,
-- median_time_seconds (tenths of a second, null without times; the lower of two medians); total (rows of all pages);
-- all_pageviews, all_timed, all_avg, all_median (the same of all paths, whatever value_condition).
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
           grouping(value) = 1 AS is_all,
           count(*) AS n,
           (2 * sum(following - moment)::BIGINT + n * 100_000) // nullif(2 * n * 100_000, 0) AS mean,
           (quantile_disc(following - moment, 0.5) + 50_000) // 100_000 AS median
    FROM views JOIN steps USING (session, moment)
    WHERE following > moment  -- pageviews of one moment leave one row
    GROUP BY GROUPING SETS ((), (value))
),
seen AS (
    SELECT value, count(*) AS pageviews FROM views WHERE {value_condition} GROUP BY value
),
page AS (
    SELECT value, pageviews, coalesce(n, 0) AS timed_pageviews, mean AS avg_time_seconds, median AS median_time_seconds
    FROM seen LEFT JOIN timed USING (value)
    ORDER BY {sort} NULLS LAST, value
    LIMIT $limit OFFSET $offset
)
SELECT page.*,
       (SELECT count(*) FROM seen) AS total,
       (SELECT count(*) FROM views) AS all_pageviews,
       timed.n AS all_timed,
       timed.mean AS all_avg,
       timed.median AS all_median
FROM timed LEFT JOIN page ON true
WHERE is_all
ORDER BY {sort} NULLS LAST, page.value;
