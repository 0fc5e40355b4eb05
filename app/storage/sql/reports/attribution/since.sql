-- When the earliest session with an event in the window began (UTC), null when there is none.
-- Slots: overlap (condition on sessions).
SELECT min(started_at) FROM all_sessions WHERE {overlapping};
