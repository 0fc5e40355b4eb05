-- Delete the users who are members of a tenant and of no other, and with them their membership.
DELETE FROM users
WHERE id IN (SELECT user_id FROM members WHERE tenant = $tenant)
    AND NOT EXISTS (SELECT FROM members WHERE members.user_id = users.id AND members.tenant <> $tenant);
