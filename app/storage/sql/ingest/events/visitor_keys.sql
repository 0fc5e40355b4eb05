-- Every key of the secret visitor ids: UTC day (days since 1970), 32 bytes.
SELECT epoch_day, key FROM visitor_keys;
