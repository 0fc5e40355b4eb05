-- Part of rows: one row for each value and session that has it.
-- Slots: value (expression on events); events (condition on events); countable (condition on sessions).
-- Columns: value; session; visitor; pageviews (with the value); is_bounce, duration_us (of the whole session, null
-- where the session does not count).
SELECT value, session, visitor, pageviews, is_bounce, duration_us
FROM (
    SELECT {value} AS value,
           session,
           any_value(visitor) AS visitor,
           count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events WHERE {events}
    GROUP BY ALL
)
LEFT JOIN (
    SELECT session, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE {countable}
) USING (session)
