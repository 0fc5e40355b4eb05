-- Delete what a website has in share_options. $key: of the website.
DELETE FROM share_options WHERE website = $key;
