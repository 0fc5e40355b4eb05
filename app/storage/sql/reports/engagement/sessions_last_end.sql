-- End of the last of some sessions (UTC), null without one. Slots: overlapping (condition on sessions).
SELECT max(ended_at) FROM all_sessions WHERE {overlapping};
