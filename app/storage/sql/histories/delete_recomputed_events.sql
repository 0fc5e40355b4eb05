-- Delete the rows of $website.
DELETE FROM recomputed_events WHERE website = $website;
