-- Delete records of the audit log from before $before (UTC), failed sign-ins from before $failures (UTC).
DELETE FROM audit_entries WHERE happened_at < $before OR (kind = 'login_failed' AND happened_at < $failures);
