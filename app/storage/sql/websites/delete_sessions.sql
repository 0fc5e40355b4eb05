-- Delete what a website has in sessions. $key: of the website.
DELETE FROM sessions WHERE website = $key;
