-- Add the recovery codes whose hashes are in the list $hashes.
INSERT INTO user_recovery_codes (user_id, code_hash) SELECT $user, unnest(CAST($hashes AS VARCHAR[]));
