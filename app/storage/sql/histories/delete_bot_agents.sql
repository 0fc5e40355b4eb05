-- Delete the rows of $website.
DELETE FROM bot_agents WHERE website = $website;
