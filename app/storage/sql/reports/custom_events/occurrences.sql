-- How many events pass. Slots: events: condition. Columns: their number.
SELECT count(*) FROM events WHERE {events};
