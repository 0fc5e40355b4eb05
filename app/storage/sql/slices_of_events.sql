-- Used inside other reports: one row for each value and session that has it.
-- Slots: value: expression on events; events: condition. Columns: value; session; visitor; pageviews.
SELECT {value} AS value,
       session,
       any_value(visitor) AS visitor,
       count(*) FILTER (kind = 'pageview') AS pageviews
FROM events WHERE {events}
GROUP BY ALL
