-- Delete what a website has in goals. $key: of the website.
DELETE FROM goals WHERE website = $key;
