-- Time of the newest event of $websites (UTC); 1970 without any.
SELECT max(ts) AS newest FROM events WHERE site IN $websites
