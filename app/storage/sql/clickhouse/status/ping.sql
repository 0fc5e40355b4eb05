-- Read one row, if there is one, from the table of events.
SELECT site FROM events LIMIT 1
