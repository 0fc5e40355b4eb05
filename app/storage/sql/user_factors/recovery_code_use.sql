-- Delete a used recovery code of a user. Columns: its hash; no row when there is none.
DELETE FROM user_recovery_codes WHERE user_id = $user AND code_hash = $code_hash RETURNING code_hash;
