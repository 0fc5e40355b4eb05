-- Delete sessions that expired before $before (UTC).
DELETE FROM auth_sessions WHERE expires_at < $before;
