-- Add an API key. Times are UTC.
INSERT INTO api_keys (id, name, key_hash, prefix, scope, website_id, created_at, expires_at)
VALUES ($id, $name, $key_hash, $prefix, $scope, $website_id, $created_at, $expires_at);
