-- Add a session. Times are UTC.
INSERT INTO sign_ins (id, mode, created_at, expires_at, client) VALUES ($id, $mode, $created_at, $expires_at, $client);
