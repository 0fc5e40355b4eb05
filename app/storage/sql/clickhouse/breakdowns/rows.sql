-- One page of a breakdown; bounces and durations are those of the sessions that have the value.
-- Slots: dimension_rows (query); value_condition (condition on value); sort (column and direction).
-- Parameters: $limit, $offset (rows).
-- Columns: value; visitors; pageviews; bounce_rate (tenths of a percent); avg_duration_seconds (tenths of a second);
-- total (rows of all pages).
SELECT value,
       visitors,
       pageviews,
       intDiv(2000 * bounces + sessions, 2 * greatest(sessions, 1)) AS bounce_rate,
       intDiv(2 * total_us + sessions * 100000, 2 * greatest(sessions, 1) * 100000) AS avg_duration_seconds,
       count() OVER () AS total
FROM (
    SELECT r.value AS value,
           uniqExact(r.visitor) AS visitors,
           sum(r.pageviews) AS pageviews,
           countIf(r.counts) AS sessions,
           countIf(r.counts AND r.is_bounce) AS bounces,
           sumIf(r.duration_us, r.counts) AS total_us
    FROM ({dimension_rows}) AS r
    WHERE {value_condition}
    GROUP BY value
)
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset
