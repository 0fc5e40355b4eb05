-- Conversions to goals in sessions that a click on a link began: the first to each goal after the click.
-- Slots: clicking_events (query of session_events of the visitors with a click); in_window (condition on it); goals
-- (expression on it: list of the goals, by number, that an event is a conversion to); amount_text, currency, amount, sums
-- (as in goals/conversions). Parameters: $name (of the event of a click); $number, $currency (patterns).
-- Columns: link (id); conversions; revenue (list of currency and exact sum in 10^-8).
SELECT link, count() AS conversions, {sums} AS by_currency, arrayZip(by_currency.1, by_currency.2) AS revenue
FROM (
    SELECT link,
           {currency} AS currency,
           {amount_text} AS amount_text,
           {amount} AS amount
    FROM (
        SELECT *,
               row_number() OVER session AS number,
               first_value(
                   if(kind = 'event' AND event_name = $name, properties['link_id'], '')
               ) OVER session AS link
        FROM ({clicking_events})
        WHERE {in_window}
        WINDOW session AS (PARTITION BY visitor, started_at ORDER BY ts, writer, seq)
    )
    ARRAY JOIN {goals} AS goal
    WHERE link != '' AND number > 1
    ORDER BY number
    LIMIT 1 BY visitor, started_at, goal
)
GROUP BY link
SETTINGS precise_float_parsing = 1
