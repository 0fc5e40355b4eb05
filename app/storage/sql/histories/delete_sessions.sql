-- Delete the finished sessions of a website.
DELETE FROM sessions WHERE website = $website;
