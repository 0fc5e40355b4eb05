-- Delete the first visits of a website.
DELETE FROM first_visits WHERE website = $website;
