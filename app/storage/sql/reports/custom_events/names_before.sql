-- Occurrences of some custom events in another window.
-- Slots: events, name_condition (conditions on events). Columns: value (name); occurrences.
SELECT event_name AS value, count(*) AS occurrences
FROM events
WHERE {events} AND kind = 'event' AND {name_condition}
GROUP BY value;
