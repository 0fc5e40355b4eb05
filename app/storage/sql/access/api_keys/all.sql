-- Every API key, revoked ones included, newest first: the fields of app.domain.access.ApiKey, times in UTC without zone.
SELECT id, name, key_hash, prefix, scope, website_id, created_at, last_used_at, expires_at, revoked_at
FROM api_keys
ORDER BY created_at DESC, id DESC;
