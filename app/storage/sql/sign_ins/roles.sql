-- The members of every tenant, of $tenant alone when it is not null. Columns: tenant, user, role.
SELECT tenant, user_id, role FROM members WHERE tenant = coalesce(CAST($tenant AS VARCHAR), tenant);
