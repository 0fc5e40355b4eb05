-- Part of rows_before: one row for each event.
-- Slots: value (expression on events); event_rows (table or query); events (condition on it).
-- Columns: value; visitor; pageviews (0 or 1).
SELECT {value} AS value, visitor, toUInt64(kind = 'pageview') AS pageviews FROM {event_rows} WHERE {events}
