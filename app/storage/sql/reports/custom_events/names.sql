-- One page of the custom events.
-- Slots: events (condition on events); value_condition (condition on value); position (column of the order); order
-- (direction). Parameters: $limit, $offset (rows).
-- Columns: value (name); occurrences; visitors; total (rows of all pages).
SELECT value, occurrences, visitors, count(*) OVER () AS total
FROM (
    SELECT event_name AS value, count(*) AS occurrences, count(DISTINCT visitor) AS visitors
    FROM events WHERE {events} AND kind = 'event'
    GROUP BY value
)
WHERE {value_condition}
ORDER BY {position} {order}, value
LIMIT $limit OFFSET $offset;
