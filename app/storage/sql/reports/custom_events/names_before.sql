-- How often some custom events happened in another window. Slots: events, wanted: conditions.
-- Columns: value (name); occurrences.
SELECT event_name AS value, count(*) AS occurrences
FROM events
WHERE {events} AND kind = 'event' AND {wanted}
GROUP BY value;
