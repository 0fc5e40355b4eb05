-- The members of the tenant, the first to join first. Columns: id and address of the user, role, start (UTC).
SELECT members.user_id, users.email, members.role, members.joined_at
FROM members JOIN users ON users.id = members.user_id
ORDER BY members.joined_at, members.user_id;
