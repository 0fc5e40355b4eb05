-- Values with the most (or fewest) pageviews: a cheap count, with nothing distinct in it.
-- Slots: value (expression on events); events (condition on events); value_condition (condition on value); sort (column
-- and direction). Parameters: $limit, $offset (rows).
-- Columns: value; pageviews; total (rows of all pages).
SELECT value, pageviews, count(*) OVER () AS total
FROM (
    SELECT {value} AS value, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY value
)
WHERE {value_condition}
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset;
