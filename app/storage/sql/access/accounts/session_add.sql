-- Add a session. Times are UTC.
INSERT INTO auth_sessions (id, mode, created_at, expires_at, client) VALUES ($id, $mode, $created_at, $expires_at, $client);
