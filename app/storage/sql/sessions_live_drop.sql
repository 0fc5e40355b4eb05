-- Remove the live sessions whose last event is older than $before (UTC).
DELETE FROM sessions_live WHERE ended_at <= $before;
