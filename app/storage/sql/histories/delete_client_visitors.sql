-- Delete the visitor ids that clients chose of a website.
DELETE FROM client_visitors WHERE website = $website;
