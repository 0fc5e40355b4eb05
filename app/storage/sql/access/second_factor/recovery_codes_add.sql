-- Add the recovery codes whose hashes are in the list $hashes.
INSERT INTO recovery_codes (code_hash) SELECT unnest(CAST($hashes AS VARCHAR[]));
