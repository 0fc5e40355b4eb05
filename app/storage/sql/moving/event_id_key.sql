-- The key of the ids of events, which no other database has. Columns: value.
SELECT value FROM settings WHERE key = 'event_id_key';
