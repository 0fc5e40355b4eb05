-- Check that there are visitors in the window and that every one of them brought an id of its own.
-- Slots: in_window (condition on events). Columns: is_lasting.
SELECT count() > 0 AND countIf(visitor NOT IN (SELECT visitor FROM client_visitors WHERE site = $website)) = 0 AS is_lasting
FROM events WHERE {in_window}
