-- Store the day's events in order of receipt.
INSERT INTO events BY NAME
SELECT * EXCLUDE (channel, is_first, session_id, visitor_id) FROM day_rows ORDER BY seq;
