-- One page of the breakdown by page; bounces and durations are those of the sessions that entered there.
-- Slots: events (condition on events); counted_sessions (query: rows of sessions); value_condition (condition on value); sort
-- (column and direction). Parameters: $limit, $offset (rows).
-- Columns: as in rows.
WITH seen AS (
    SELECT value, count(*) AS visitors, sum(pageviews)::BIGINT AS pageviews
    FROM (
        SELECT path AS value, visitor, count(*) FILTER (kind = 'pageview') AS pageviews
        FROM events WHERE {events}
        GROUP BY ALL
    )
    WHERE {value_condition}
    GROUP BY value
),
entered AS (
    SELECT entry_path AS value,
           count(*) AS sessions,
           count(*) FILTER ({is_bounce}) AS bounces,
           sum(epoch_us(ended_at) - epoch_us(started_at))::BIGINT AS duration_us
    FROM ({counted_sessions}) WHERE pageviews > 0
    GROUP BY value
)
SELECT value,
       visitors,
       pageviews,
       coalesce((2000 * bounces + sessions) // (2 * sessions), 0) AS bounce_rate,
       coalesce((2 * duration_us + sessions * 100_000) // (2 * sessions * 100_000), 0) AS avg_duration_seconds,
       count(*) OVER () AS total
FROM seen LEFT JOIN entered USING (value)
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset;
