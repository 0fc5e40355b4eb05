-- Delete the live sessions whose last event is at $before (UTC) or older.
DELETE FROM sessions_live WHERE ended_at <= $before;
