-- Use up an invitation. $email: in lower case; $now: UTC. Columns: tenant, role; no row when it is used, expired or of
-- another address.
DELETE FROM invitations WHERE token_hash = $token_hash AND email = $email AND expires_at > $now RETURNING tenant, role;
