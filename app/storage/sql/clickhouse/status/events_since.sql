-- Count the events received at $since (UTC) or later. Columns: their number; time of the newest.
SELECT count(), max(ts) FROM events WHERE ts >= $since
