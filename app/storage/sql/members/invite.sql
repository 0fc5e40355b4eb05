-- Store an invitation of the tenant in place of an earlier one for the same address. $email: in lower case; $at,
-- $expires_at: UTC.
INSERT INTO invitations (token_hash, email, role, created_at, expires_at)
VALUES ($token_hash, $email, $role, $at, $expires_at)
ON CONFLICT (tenant, email) DO UPDATE
SET token_hash = excluded.token_hash, role = excluded.role, created_at = excluded.created_at,
    expires_at = excluded.expires_at;
