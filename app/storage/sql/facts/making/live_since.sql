-- Start of the first session of a website that may still grow. Columns: since (UTC), null without any.
SELECT min(started_at) AS since FROM sessions_live WHERE website = $website;
