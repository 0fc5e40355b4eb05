-- Add the salt of one UTC day. $epoch_day: days since 1970; $salt: 32 bytes.
INSERT INTO visitor_keys VALUES ($epoch_day, $salt);
