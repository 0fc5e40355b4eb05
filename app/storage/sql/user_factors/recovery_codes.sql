-- The hash of every unused recovery code of a user.
SELECT code_hash FROM user_recovery_codes WHERE user_id = $user;
