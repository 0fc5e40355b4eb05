-- The key from which the ids of events are made; one that is there stays.
-- Parameters: $key (hexadecimal).
INSERT INTO settings (key, value) VALUES ('event_id_key', $key) ON CONFLICT DO NOTHING;
