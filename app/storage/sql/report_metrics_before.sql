-- What some values of a breakdown had in another window. Slots: slices: query; wanted: condition.
-- Columns: value; visitors; pageviews.
SELECT value, count(DISTINCT visitor) AS visitors, sum(pageviews)::BIGINT AS pageviews
FROM ({slices})
WHERE {wanted}
GROUP BY value;
