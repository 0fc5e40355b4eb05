-- Delete the choices for the share link of a website.
DELETE FROM share_options WHERE website = $website;
