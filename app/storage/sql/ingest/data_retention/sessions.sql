-- Delete ended sessions whose last event was before $before (UTC).
DELETE FROM sessions WHERE ended_at < $before;
