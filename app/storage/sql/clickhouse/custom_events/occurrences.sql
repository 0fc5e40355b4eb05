-- Number of the events that match.
-- Slots: event_rows (table or query); events (condition on it). Columns: occurrences.
SELECT count() AS occurrences FROM {event_rows} WHERE {events}
