-- Delete what a website has in sessions_live. $key: of the website.
DELETE FROM sessions_live WHERE website = $key;
