-- Whether every visitor of the window brought an id of its own, and there is one.
-- Slots: events (condition). Columns: is_lasting.
SELECT EXISTS (FROM events WHERE {events})
    AND NOT EXISTS (
        FROM events
        WHERE {events} AND visitor NOT IN (FROM client_visitors SELECT visitor WHERE website = $website)
    ) AS is_lasting;
