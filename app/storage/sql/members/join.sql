-- Make a user a member, unless he is one. $at: UTC.
INSERT INTO members (tenant, user_id, role, joined_at) VALUES ($tenant, $user, $role, $at)
ON CONFLICT (tenant, user_id) DO NOTHING;
