-- Delete the events of a website.
DELETE FROM events WHERE website = $website;
