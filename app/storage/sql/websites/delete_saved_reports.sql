-- Delete what a website has in saved_reports. $key: of the website.
DELETE FROM saved_reports WHERE website = $key;
