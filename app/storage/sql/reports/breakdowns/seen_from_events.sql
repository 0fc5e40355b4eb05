-- Part of rows_before: one row for each event.
-- Slots: value (expression on events); events (condition on events).
-- Columns: value; visitor; pageviews (0 or 1).
SELECT {value} AS value, visitor, (kind = 'pageview')::INTEGER AS pageviews FROM events WHERE {events}
