-- Every row of the settings table.
SELECT key, value FROM settings;
