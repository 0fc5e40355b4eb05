-- Times on pages, the rows of one page and one row for all paths: from a pageview to the next later one of its session,
-- also when that one lies beyond the window or does not match the filters.
-- Slots: session_events (query); events (condition on it); bots (condition on it); is_left_out (expression on it: its
-- session has no times); value_condition (condition on value); sort (column and direction).
-- Parameters: $limit, $offset (rows).
-- Columns: is_all (the row of all paths, whatever value_condition); value (path); pageviews; timed_pageviews;
-- avg_time_seconds, median_time_seconds (tenths of a second, null without times; the lower of two medians); total (rows
-- of all pages).
SELECT is_all, value, pageviews, timed_pageviews, avg_time_seconds, median_time_seconds, total
FROM (
    SELECT *,
           countIf(NOT is_all) OVER () AS total,
           row_number() OVER (PARTITION BY is_all ORDER BY {sort} NULLS LAST, value) AS place
    FROM (
        SELECT grouping(value) = 1 AS is_all,
               value,
               count() AS pageviews,
               countIf(is_timed) AS timed_pageviews,
               if(
                   timed_pageviews = 0,
                   NULL,
                   intDiv(2 * sumIf(time_us, is_timed) + timed_pageviews * 100000, 2 * timed_pageviews * 100000)
               ) AS avg_time_seconds,
               if(
                   timed_pageviews = 0, NULL, intDiv(quantileExactLowIf(0.5)(time_us, is_timed) + 50000, 100000)
               ) AS median_time_seconds
        FROM (
            SELECT path AS value,
                   following > ts AND NOT is_left_out AS is_timed,
                   toUnixTimestamp64Micro(following) - toUnixTimestamp64Micro(ts) AS time_us
            FROM (
                -- Pageviews of one moment end together.
                SELECT *, max(next_ts) OVER (PARTITION BY visitor, started_at, ts) AS following
                FROM (
                    SELECT *,
                           any(ts) OVER (
                               PARTITION BY visitor, started_at ORDER BY ts ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING
                           ) AS next_ts
                    FROM (SELECT *, {is_left_out} AS is_left_out FROM ({session_events}))
                    WHERE kind = 'pageview' AND {bots}
                )
            )
            WHERE {events}
        )
        GROUP BY GROUPING SETS ((), (value))
    )
    WHERE is_all OR {value_condition}
)
WHERE is_all OR place > $offset AND place <= $offset + $limit
ORDER BY is_all DESC, place
