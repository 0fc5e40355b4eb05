-- Number of sessions that have an event in the window and match the filters.
-- Slots: session_events (query); matching_sessions (condition on it). Columns: sessions.
SELECT uniqExact(visitor, started_at) AS sessions FROM ({session_events}) WHERE {matching_sessions}
