-- Delete the sessions that may still go on from the finished ones. $end: end of the history, UTC.
DELETE FROM sessions WHERE ended_at > $end - INTERVAL 30 MINUTES;
