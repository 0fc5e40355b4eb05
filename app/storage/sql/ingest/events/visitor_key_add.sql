-- Add the key of one UTC day. $epoch_day: days since 1970, $key: 32 bytes.
INSERT INTO visitor_keys VALUES ($epoch_day, $key);
