-- Set one row of settings.
INSERT OR REPLACE INTO settings (key, value) VALUES ($key, $value);
