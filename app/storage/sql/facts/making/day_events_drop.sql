-- Drop the events of closed days that facts were made of.
DROP TABLE day_events;
