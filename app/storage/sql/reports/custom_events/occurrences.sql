-- Number of the events that match. Slots: events (condition on events).
SELECT count(*) FROM events WHERE {events};
