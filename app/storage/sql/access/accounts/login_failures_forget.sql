-- Forget wrong passwords from before $before (UTC).
DELETE FROM login_failures WHERE attempted_at < $before;
