-- Numbers of some values of a breakdown in another window.
-- Slots: seen (query: value, visitor, pageviews); value_condition (condition on value).
-- Columns: value; visitors; pageviews.
SELECT r.value AS value, uniqExact(r.visitor) AS visitors, sum(r.pageviews) AS pageviews
FROM ({seen}) AS r
WHERE {value_condition}
GROUP BY value
