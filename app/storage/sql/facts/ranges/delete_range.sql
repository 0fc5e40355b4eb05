-- Delete the range of a website's facts.
DELETE FROM fact_ranges WHERE website = $website;
