-- Delete the users who are members nowhere, which only a transaction that sees all tenants can know.
DELETE FROM users
WHERE current_setting('app.sees_all') = 'yes' AND NOT EXISTS (SELECT FROM members WHERE members.user_id = users.id);
