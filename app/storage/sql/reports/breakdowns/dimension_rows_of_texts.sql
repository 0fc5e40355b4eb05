-- Part of rows, like dimension_rows_from_events, by the numbers of some long texts: numbers are grouped sooner.
-- Slots: columns (that make a text); texts (these columns, from $texts); events (condition on events); countable (condition on sessions).
-- Parameters: $texts (a list for each of these columns: what stands there).
-- Columns: as in dimension_rows_from_events, value the place of the text in $texts, from 0.
SELECT value, session, visitor, pageviews, is_bounce, duration_us
FROM (
    SELECT value, session, any_value(visitor) AS visitor, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (SELECT {columns}, session, visitor, kind FROM events WHERE {events})
    JOIN (SELECT unnest(range(len($texts[1]))) AS value, {texts}) USING ({columns})
    GROUP BY value, session
)
LEFT JOIN (
    SELECT session, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us
    FROM all_sessions WHERE {countable}
) USING (session)
