-- Numbers of some values of a breakdown in another window.
-- Slots: seen (query: value, visitor, pageviews); value_condition (condition on value).
-- Columns: value; visitors; pageviews.
SELECT value, count(DISTINCT visitor) AS visitors, sum(pageviews)::BIGINT AS pageviews
FROM ({seen})
WHERE {value_condition}
GROUP BY value;
