-- Extent of a website's events. Columns: events; first (UTC), null without any.
SELECT count(*) AS events, min(ts) AS first FROM events WHERE website = $website;
