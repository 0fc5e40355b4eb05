-- The user with an address. $email: in lower case. Columns: id, address, hash of the password, start (UTC).
SELECT id, email, password_hash, created_at FROM users WHERE email = $email;
