-- Totals of the conversions of a goal in the window.
-- Slots: conversions (condition on events); amount, currency (expressions on events).
-- Columns: conversions; revenue (exact sums by currency, null without any); sessions, visitors (distinct).
WITH conversion_events AS MATERIALIZED (
    SELECT session, visitor, {amount} AS amount, {currency} AS currency
    FROM events WHERE {conversions}
),
sums AS (
    SELECT currency, sum(amount) AS amount
    FROM conversion_events WHERE amount IS NOT NULL
    GROUP BY currency
)
SELECT count(*) AS conversions,
       (SELECT map_from_entries(list((currency, amount))) FROM sums) AS revenue,
       count(DISTINCT session) AS sessions,
       count(DISTINCT visitor) AS visitors
FROM conversion_events;
