-- When the last of some sessions ended (UTC), null without one. Slots: overlap: condition.
SELECT max(ended_at) FROM all_sessions WHERE {overlapping};
