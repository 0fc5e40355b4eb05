-- When the newest event of a website was that a session knows of (UTC), null without one.
SELECT max(ended_at) FROM all_sessions WHERE website = $website;
