-- Delete what a website has in annotations. $key: of the website.
DELETE FROM annotations WHERE website = $key;
