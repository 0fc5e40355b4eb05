-- Delete sessions that expired before $before (UTC).
DELETE FROM sign_ins WHERE expires_at < $before;
