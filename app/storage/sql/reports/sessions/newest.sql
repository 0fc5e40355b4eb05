-- Time of the newest event in the sessions of a website (UTC), null without one.
SELECT max(ended_at) FROM all_sessions WHERE website = $website;
