-- The hash of every unused recovery code.
SELECT code_hash FROM recovery_codes;
