-- Forget every key of the secret visitor ids.
DELETE FROM visitor_keys;
