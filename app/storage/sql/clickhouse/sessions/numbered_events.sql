-- Part of reports: all events with further columns. Slots: numbers (expressions with names).
SELECT *, {numbers} FROM events
