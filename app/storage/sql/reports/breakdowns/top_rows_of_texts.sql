-- Like top_rows, by a long text: it is put together once for all events that have the same columns.
-- Slots: value (expression on events); columns (that it is made of); any_values (one of each); events (condition on
-- events); value_condition (condition on value); sort (column and direction). Parameters: $limit, $offset (rows).
-- Columns: value; pageviews; is_single (no other columns make this value); texts (list of its columns); total (rows of
-- all pages).
SELECT value, pageviews, is_single, texts, count(*) OVER () AS total
FROM (
    SELECT {value} AS value, sum(pageviews)::BIGINT AS pageviews, count(*) = 1 AS is_single, [{any_values}] AS texts
    FROM (
        SELECT {columns}, count(*) FILTER (kind = 'pageview') AS pageviews FROM events WHERE {events} GROUP BY {columns}
    )
    GROUP BY value
)
WHERE {value_condition}
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset;
