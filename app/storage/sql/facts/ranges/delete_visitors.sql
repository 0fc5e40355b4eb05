-- Delete the facts of a website's visitors.
DELETE FROM visitor_facts WHERE website = $website;
