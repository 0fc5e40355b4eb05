-- Used inside other reports: one row for each event. Slots: value (expression on events); events (condition).
-- Columns: value; visitor; pageviews (0 or 1).
SELECT {value} AS value, visitor, (kind = 'pageview')::INTEGER AS pageviews FROM events WHERE {events}
