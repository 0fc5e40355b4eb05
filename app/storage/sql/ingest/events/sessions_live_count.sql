-- How many sessions may still grow.
SELECT count(*) FROM sessions_live;
