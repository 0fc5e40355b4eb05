-- The hash of every recovery code that is still good.
SELECT code_hash FROM recovery_codes;
