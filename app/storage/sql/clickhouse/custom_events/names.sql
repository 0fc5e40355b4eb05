-- One page of the custom events.
-- Slots: event_rows (table or query); events (condition on it, custom events alone); value_condition (condition on
-- value); position (column of the order); order (direction). Parameters: $limit, $offset (rows).
-- Columns: value (name); occurrences; visitors; total (rows of all pages).
SELECT value, occurrences, visitors, count() OVER () AS total
FROM (
    SELECT event_name AS value, count() AS occurrences, uniqExact(visitor) AS visitors
    FROM {event_rows} WHERE {events}
    GROUP BY value
    HAVING {value_condition}
)
ORDER BY {position} {order}, value
LIMIT $limit OFFSET $offset
