-- Store the day's events in order of receipt.
INSERT INTO events BY NAME
SELECT * EXCLUDE (channel, is_first, user_agent_hash) FROM day_rows ORDER BY seq;
