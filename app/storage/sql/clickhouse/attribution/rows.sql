-- Conversions of a goal in the window by the values of the credited touches, one page of rows, most conversions first.
-- Slots: credited (query); amount (expression on its amount_text and goal); sum_states (of amounts by currency); value,
-- key_order (expressions on key); amount_order (expression on revenue).
-- Parameters: $limit, $offset (rows); $number (pattern of an amount).
-- Columns: value; conversions; revenue (list of currency and exact sum in 10^-8); sessions, visitors (distinct); key (the
-- one with most conversions); total (rows of all pages).
SELECT value, conversions, revenue, sessions, visitors, key, total
FROM (
    SELECT value,
           sum(k.conversions) AS conversions,
           sumMapMerge(k.sums) AS sums,
           arrayZip(sums.1, sums.2) AS revenue,
           uniqExactMerge(k.sessions) AS sessions,
           uniqExactMerge(k.visitors) AS visitors,
           argMax(k.key, (k.conversions, k.key_order)) AS key,
           count() OVER () AS total
    FROM (
        SELECT {value} AS value,
               key,
               {key_order} AS key_order,
               count() AS conversions,
               {sum_states} AS sums,
               uniqExactState((visitor, started_at)) AS sessions,
               uniqExactState(visitor) AS visitors
        FROM (
            SELECT visitor, started_at, key, currency, {amount} AS amount FROM ({credited})
        )
        GROUP BY value, key
    ) AS k
    GROUP BY value
)
ORDER BY conversions DESC, {amount_order} DESC, value
LIMIT $limit OFFSET $offset
SETTINGS precise_float_parsing = 1
