-- Record the last use of an API key. $at: UTC.
UPDATE api_keys SET last_used_at = $at WHERE id = $id;
