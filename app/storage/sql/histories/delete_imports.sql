-- Delete the rows of $website.
DELETE FROM imports WHERE website = $website;
