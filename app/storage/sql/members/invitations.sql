-- The open invitations of the tenant, newest first. $now: UTC. Columns: address, role, start and end (UTC).
SELECT email, role, created_at, expires_at FROM invitations WHERE expires_at > $now ORDER BY created_at DESC, email;
