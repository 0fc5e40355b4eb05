-- Delete ended sessions whose last event was from $since until just before $before (UTC).
DELETE FROM sessions WHERE ended_at >= $since AND ended_at < $before;
