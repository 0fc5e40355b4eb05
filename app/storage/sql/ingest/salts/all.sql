-- Every salt of the secret visitor ids. Columns: UTC day (days since 1970), salt (32 bytes).
SELECT epoch_day, key FROM visitor_keys;
