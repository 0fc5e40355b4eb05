-- Delete the items of a website: goals, funnels and so on.
DELETE FROM items WHERE website = $website;
