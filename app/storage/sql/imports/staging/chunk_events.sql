-- Events of the chunk, in order of time.
SELECT * EXCLUDE (visitor_id, lasting) FROM chunk ORDER BY ts, seq;
