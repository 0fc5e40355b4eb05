-- The values with the most (or fewest) pageviews: cheap, because nothing distinct is counted.
-- Slots: value: expression on events; events, wanted: conditions; sort: column and direction.
-- $limit, $offset: rows. Columns: value; pageviews; total (rows of all pages).
SELECT value, pageviews, count(*) OVER () AS total
FROM (
    SELECT {value} AS value, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY value
)
WHERE {wanted}
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset;
