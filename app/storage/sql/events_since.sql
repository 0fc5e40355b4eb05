-- How many events were received at $since (UTC) or later. Columns: their number.
SELECT count(*) FROM events WHERE ts >= $since;
