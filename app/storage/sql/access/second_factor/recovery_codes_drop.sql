-- Delete every recovery code.
DELETE FROM recovery_codes;
