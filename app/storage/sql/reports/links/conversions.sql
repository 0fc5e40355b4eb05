-- Conversions to a goal in sessions that a click on a link began: the first of each session after the click.
-- Slots: in_window, is_conversion (conditions on events); amount, currency (expressions on events).
-- Parameters: $name (of the event of a click). Columns: link (id); conversions; currency; revenue (null without amounts).
WITH events_of_sessions AS (
    SELECT *, row_number() OVER (PARTITION BY session ORDER BY ts, seq) AS number
    FROM events
    WHERE {in_window}
      AND session IN (SELECT session FROM events WHERE {in_window} AND kind = 'event' AND event_name = $name)
),
clicks AS (
    SELECT session, event_data ->> 'link_id' AS link
    FROM events_of_sessions
    WHERE number = 1 AND kind = 'event' AND event_name = $name AND link IS NOT NULL
),
conversions AS (
    SELECT link, {amount} AS amount, {currency} AS currency
    FROM events_of_sessions AS events JOIN clicks USING (session)
    WHERE number > 1 AND {is_conversion}
    QUALIFY row_number() OVER (PARTITION BY session ORDER BY number) = 1
)
SELECT link, count(*) AS conversions, currency, sum(amount) AS revenue
FROM conversions
GROUP BY link, currency;
