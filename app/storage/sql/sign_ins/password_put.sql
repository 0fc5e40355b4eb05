-- Replace the password of a user by the hash $hash, if it still is the one of the hash $old. Columns: id; else no row.
UPDATE users SET password_hash = $hash WHERE id = $user AND password_hash = $old RETURNING id;
