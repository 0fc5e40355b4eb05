-- Delete what a website has in funnels. $key: of the website.
DELETE FROM funnels WHERE website = $key;
