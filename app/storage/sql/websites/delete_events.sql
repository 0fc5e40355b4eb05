-- Delete what a website has in events. $key: of the website.
DELETE FROM events WHERE website = $key;
