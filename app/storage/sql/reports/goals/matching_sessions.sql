-- Number of sessions that have an event in the window and match the filters.
-- Slots: matching_sessions (condition on events).
SELECT count(DISTINCT session) FROM events WHERE {matching_sessions};
