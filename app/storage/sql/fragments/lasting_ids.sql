-- Whether every visitor of the window brought an id of its own, and there is one.
-- Slots: inside (condition on events). Columns: is_lasting.
SELECT EXISTS (FROM events WHERE {in_window})
    AND NOT EXISTS (
        FROM events
        WHERE {in_window} AND visitor NOT IN (FROM client_visitors SELECT visitor WHERE website = $website)
    ) AS is_lasting;
