-- How many sessions have an event in the window and pass the filters. Slot: chosen (condition on events).
SELECT count(DISTINCT session) FROM events WHERE {matching_sessions};
