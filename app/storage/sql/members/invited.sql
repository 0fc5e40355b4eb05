-- An open invitation. $now: UTC. Columns: tenant, address, role, start and end (UTC); no row when it is used or expired.
SELECT tenant, email, role, created_at, expires_at FROM invitations WHERE token_hash = $token_hash AND expires_at > $now;
