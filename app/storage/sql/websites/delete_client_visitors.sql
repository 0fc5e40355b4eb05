-- Delete what a website has in client_visitors. $key: of the website.
DELETE FROM client_visitors WHERE website = $key;
