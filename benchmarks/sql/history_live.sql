-- Copy the sessions that may still go on to the live ones. $end: end of the history, UTC.
INSERT INTO sessions_live
SELECT * FROM sessions WHERE ended_at > $end - INTERVAL 30 MINUTES ORDER BY ended_at;
