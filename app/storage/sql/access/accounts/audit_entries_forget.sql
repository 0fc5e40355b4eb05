-- Forget security events from before $before (UTC), and wrong passwords from before $failures.
DELETE FROM security_events WHERE happened_at < $before OR (kind = 'login_failed' AND happened_at < $failures);
