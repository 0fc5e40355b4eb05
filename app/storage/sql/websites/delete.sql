-- Delete the row of a website; run it after the other delete_ statements. $website: its key.
DELETE FROM websites WHERE key = $website;
