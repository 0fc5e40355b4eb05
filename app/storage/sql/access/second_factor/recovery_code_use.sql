-- Delete a used recovery code.
DELETE FROM recovery_codes WHERE code_hash = $code_hash;
