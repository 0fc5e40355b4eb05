-- Delete the facts of a website.
DELETE FROM facts WHERE website = $website;
