-- What some values of a breakdown had in another window. Slots: seen (query); wanted (condition).
-- Columns: value; visitors; pageviews.
SELECT value, count(DISTINCT visitor) AS visitors, sum(pageviews)::BIGINT AS pageviews
FROM ({seen})
WHERE {wanted}
GROUP BY value;
