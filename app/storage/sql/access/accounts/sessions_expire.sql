-- Forget sign-ins that ended before $before (UTC).
DELETE FROM sign_ins WHERE expires_at < $before;
