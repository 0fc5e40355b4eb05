-- Part of reports: events with the start of their session and values of each.
-- Slots: columns (of events); values (expressions with names); session_events (query).
-- Columns: those of the slots; started_at.
SELECT {columns}, started_at, {values} FROM ({session_events})
