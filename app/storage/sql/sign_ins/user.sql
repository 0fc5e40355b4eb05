-- The user of an id. Columns: id, address, hash of the password, start (UTC).
SELECT id, email, password_hash, created_at FROM users WHERE id = $user;
