-- Part of rows: conversions of a goal with the key of the touch that is credited, which is the first or the last one with
-- a source up to the conversion, else the first one. The walk over a session carries the numbers of its events alone.
-- Slots: converting_events (query of session_events of the visitors with a conversion); bots, conversions, has_source
-- (conditions on it: the last: the touch may be the last one); touches (query); key (expression on touches); amount_text,
-- currency (expressions on converting_events and `goal`).
-- Columns: visitor, started_at (session); key; goal (its number, 0); currency; amount_text.
SELECT c.visitor AS visitor,
       c.started_at AS started_at,
       {key} AS key,
       c.goal AS goal,
       c.currency AS currency,
       c.amount_text AS amount_text
FROM ({touches}) AS t
JOIN (
    SELECT visitor,
           started_at,
           coalesce(last_touch, first_touch) AS touch,
           0 AS goal,
           {currency} AS currency,
           {amount_text} AS amount_text
    FROM (
        SELECT *,
               anyLast(if({has_source}, number, NULL)) OVER so_far AS last_touch,
               any(number) OVER so_far AS first_touch
        FROM (
            SELECT *, bitShiftLeft(toUInt128(writer), 64) + seq AS number
            FROM ({converting_events})
            WHERE ts < $end AND {bots}
        )
        WINDOW so_far AS (
            PARTITION BY visitor, started_at ORDER BY ts, writer, seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    )
    WHERE {conversions}
) AS c ON t.number = c.touch
