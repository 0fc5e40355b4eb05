-- Sessions of the auth mode $mode, oldest first: id, start, expiry, last use (null: none yet), browser and system (null: unknown).
SELECT id, created_at, expires_at, last_seen_at, client FROM auth_sessions WHERE mode = $mode ORDER BY created_at;
