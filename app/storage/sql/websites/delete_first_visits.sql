-- Delete what a website has in first_visits. $key: of the website.
DELETE FROM first_visits WHERE website = $key;
