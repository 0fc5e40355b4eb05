-- Add an API key as it is, unless it is there already. Times are UTC.
INSERT INTO api_keys (
    id, name, key_hash, prefix, scope, website_id, created_at, last_used_at, expires_at, revoked_at
)
VALUES (
    $id, $name, $key_hash, $prefix, $scope, $website_id, $created_at, $last_used_at, $expires_at, $revoked_at
)
ON CONFLICT DO NOTHING;
