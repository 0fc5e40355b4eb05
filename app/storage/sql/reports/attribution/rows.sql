-- Conversions of a goal in the window by the values of the credited touches, one page of rows, most conversions first.
-- All touches of a session with a conversion are read, those before the window too. Until the rows are made, a 64-bit
-- hash of its key stands for a touch: there are few different keys, and texts are slow to move.
-- Slots: conversions (condition on events: in the window, in matching sessions); is_conversion (condition on events:
-- the goal's alone); bots (condition on events); touch (seq of the credited event, over window so_far); amount,
-- currency, key (expressions on events); value (expression on key); names (join on number, may be empty).
-- Parameters: $since (start of the earliest session, UTC); $limit, $offset (rows).
-- Columns: value; conversions; revenue (exact sums by currency, null without any); sessions, visitors (distinct);
-- key (the one with most conversions); total (rows of all pages).
WITH converting AS MATERIALIZED (
    SELECT DISTINCT session FROM events WHERE {conversions}
),
steps AS (
    SELECT session,
           visitor,
           {is_conversion} AS is_conversion,
           CASE WHEN {is_conversion} THEN {amount} END AS amount,
           CASE WHEN {is_conversion} THEN {currency} END AS currency,
           {touch} AS touch
    FROM events
    WHERE website = $website AND ts >= $since AND ts < $end AND {bots} AND session IN (FROM converting)
    WINDOW so_far AS (PARTITION BY session ORDER BY ts, seq)
),
touches AS MATERIALIZED (
    SELECT touch, key, hash(key) AS number
    FROM (
        SELECT seq AS touch, {key} AS key
        FROM events
        WHERE website = $website AND ts >= $since AND ts < $end AND {bots} AND session IN (FROM converting)
    )
),
keys AS MATERIALIZED (
    SELECT number, key, {value} AS value
    FROM (SELECT number, any_value(key) AS key FROM touches GROUP BY number) {names}
),
credited AS MATERIALIZED (
    SELECT value, number, session, visitor, amount, currency
    FROM (FROM steps WHERE is_conversion)
    JOIN (SELECT touch, number FROM touches) USING (touch)
    JOIN (SELECT number, value FROM keys) USING (number)
),
totals AS (
    SELECT value,
           count(*) AS conversions,
           count(DISTINCT session) AS sessions,
           count(DISTINCT visitor) AS visitors
    FROM credited
    GROUP BY value
),
usual_keys AS (
    SELECT value, arg_max(key, (conversions, key)) AS key
    FROM (SELECT number, count(*) AS conversions FROM credited GROUP BY number) JOIN keys USING (number)
    GROUP BY value
),
sums AS (
    SELECT value, map_from_entries(list((currency, amount))) AS revenue, sum(amount) AS amount
    FROM (SELECT value, currency, sum(amount) AS amount FROM credited WHERE amount IS NOT NULL GROUP BY ALL)
    GROUP BY value
),
currencies AS (
    SELECT count(DISTINCT currency) AS currencies FROM credited WHERE amount IS NOT NULL
)
SELECT value, conversions, revenue, sessions, visitors, key, count(*) OVER () AS total
FROM totals JOIN usual_keys USING (value) LEFT JOIN sums USING (value) CROSS JOIN currencies
ORDER BY conversions DESC, CASE WHEN currencies = 1 THEN coalesce(amount, 0) END DESC, value
LIMIT $limit OFFSET $offset;
