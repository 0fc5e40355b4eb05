-- Delete a website alone; what it has elsewhere goes before. $key: of the website.
DELETE FROM websites WHERE key = $key;
