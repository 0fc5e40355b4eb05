-- Start of the earliest session with an event in the window (UTC), null without one.
-- Slots: overlapping (condition on sessions).
SELECT min(started_at) FROM all_sessions WHERE {overlapping};
