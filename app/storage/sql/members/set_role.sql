-- Give a member of the tenant another role. Columns: the user; no row when he is no member.
UPDATE members SET role = $role WHERE user_id = $user RETURNING user_id;
