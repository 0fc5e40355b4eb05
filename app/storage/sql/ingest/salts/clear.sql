-- Delete every salt of the secret visitor ids.
DELETE FROM visitor_keys;
