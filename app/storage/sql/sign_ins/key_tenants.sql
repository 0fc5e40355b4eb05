-- The tenant of every API key. Columns: hash of the key, tenant.
SELECT key_hash, tenant FROM api_keys;
