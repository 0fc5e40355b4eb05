-- Delete the rows of $website.
DELETE FROM bot_recomputes WHERE website = $website;
