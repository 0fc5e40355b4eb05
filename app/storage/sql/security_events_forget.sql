-- Forget security events from before $before (UTC).
DELETE FROM security_events WHERE happened_at < $before;
