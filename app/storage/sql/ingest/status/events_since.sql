-- How many events were received at $since (UTC) or later. Columns: their number; the time of the newest, null for none.
SELECT count(*), max(ts) FROM events WHERE ts >= $since;
