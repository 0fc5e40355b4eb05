-- Check that there are visitors in the window and that every one of them brought an id of its own.
-- Slots: in_window (condition on events). Columns: is_lasting.
SELECT EXISTS (FROM events WHERE {in_window})
    AND NOT EXISTS (
        FROM events
        WHERE {in_window} AND visitor NOT IN (FROM client_visitors SELECT visitor WHERE website = $website)
    ) AS is_lasting;
