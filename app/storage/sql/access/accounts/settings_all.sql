-- Every row of settings.
SELECT key, value FROM settings;
