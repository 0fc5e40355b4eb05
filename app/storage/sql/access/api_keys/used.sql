-- Note when an API key was last used. $at: UTC.
UPDATE api_keys SET last_used_at = $at WHERE id = $id;
