-- Delete the sessions that may still grow of a website.
DELETE FROM sessions_live WHERE website = $website;
