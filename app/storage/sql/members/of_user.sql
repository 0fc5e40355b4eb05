-- The tenants of a user. Columns: tenant, role.
SELECT tenant, role FROM members WHERE user_id = $user ORDER BY joined_at, tenant;
