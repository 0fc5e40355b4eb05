-- Drop what facts were made of.
DROP TABLE slot_days;
DROP TABLE lasting_visitors;
DROP TABLE day_events;
DROP TABLE day_sessions;
DROP TABLE day_contexts;
