-- Delete what a website has in funnel_steps. $key: of the website; before its funnels.
DELETE FROM funnel_steps WHERE funnel_id IN (FROM funnels SELECT id WHERE website = $key);
