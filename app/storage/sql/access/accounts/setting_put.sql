-- Set one row of the settings table.
INSERT OR REPLACE INTO settings (key, value) VALUES ($key, $value);
