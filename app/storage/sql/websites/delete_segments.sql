-- Delete what a website has in segments. $key: of the website.
DELETE FROM segments WHERE website = $key;
