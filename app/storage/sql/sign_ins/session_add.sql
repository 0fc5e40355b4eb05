-- Add a session of a user in a tenant, unless the password has changed meanwhile: $hash is that by which the user signed
-- in. Times are UTC. Columns: id; no row when the password has changed.
INSERT INTO auth_sessions (id, mode, created_at, expires_at, client, user_id, tenant)
SELECT $id, 'cloud', $created_at, $expires_at, $client, users.id, $tenant
FROM users
WHERE users.id = $user AND users.password_hash = coalesce(CAST($hash AS VARCHAR), users.password_hash)
RETURNING id;
