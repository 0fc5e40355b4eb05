-- Count the live sessions.
SELECT count(*) FROM sessions_live;
