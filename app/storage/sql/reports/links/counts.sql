-- Custom events of one name by a text of their data, such as the clicks by link.
-- Slots: in_window (condition on events). Parameters: $name (of the events); $key (of the data); $ids (values that count).
-- Columns: value; events; visitors (distinct).
SELECT event_data ->> $key AS value, count(*) AS events, count(DISTINCT visitor) AS visitors
FROM events
WHERE {in_window} AND kind = 'event' AND event_name = $name AND value IN $ids
GROUP BY value;
