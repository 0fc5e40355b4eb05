-- When the newest event was received, UTC. Columns: its time, null without events.
SELECT max(ts) FROM events;
