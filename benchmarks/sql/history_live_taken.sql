-- Remove from the finished sessions those that may still go on. $end: end of the history, UTC.
DELETE FROM sessions WHERE ended_at > $end - INTERVAL 30 MINUTES;
