-- Occurrences of some custom events in another window.
-- Slots: event_rows (table or query); events (condition on it). Columns: value (name); occurrences.
SELECT event_name AS value, count() AS occurrences FROM {event_rows} WHERE {events} GROUP BY value
