-- Sessions of people, that of the id $id alone when it is not null. Columns: id, start, expiry, last use (null: none yet),
-- browser and system (null: unknown), user, tenant; times in UTC.
SELECT id, created_at, expires_at, last_seen_at, client, user_id, tenant
FROM auth_sessions
WHERE user_id IS NOT NULL AND id = coalesce(CAST($id AS VARCHAR), id);
