-- Events of some closed days, and those before of the same visitors, with what their sessions have in common.
-- Only visitors who bring their own id are looked for in the whole history: other ids last until $lookback at most.
-- Time is cut into equal slots, each in one day, as in the series of the overview.
-- Slots: event_columns (a column for each dimension of events); session_columns (for each one of sessions); bots
-- (condition on events and on sessions); is_bounce (on sessions).
-- Parameters: $website; $start, $end (of the days, UTC), $lookback (UTC); $from (first instant of the first day of
-- $days, UTC), $days (every day from there on), $step_us (length of a slot), $lengths (slots of each day).
-- Columns: visitor; session; day; pageviews (0 or 1); began (the day on which the session did, null before $from); those
-- of the slots; is_bounce, duration_us (null where the session does not count).
CREATE OR REPLACE TEMP TABLE day_events AS
WITH lengths AS (
    SELECT unnest($days::DATE[]) AS day, unnest($lengths::INTEGER[]) AS slots
),
slot_days AS (
    SELECT list(day ORDER BY day) AS day_of FROM (SELECT day, unnest(range(slots)) FROM lengths)
),
visitors AS MATERIALIZED (
    SELECT DISTINCT visitor FROM events WHERE website = $website AND ts >= $start AND ts < $end AND {bots}
),
lasting AS MATERIALIZED (
    SELECT DISTINCT visitor
    FROM client_visitors
    WHERE website = $website AND visitor IN (FROM visitors)
),
chosen AS (
    SELECT * FROM events WHERE website = $website AND ts >= $start AND ts < $end AND {bots}
    UNION ALL
    SELECT * FROM events
    WHERE website = $website AND ts >= greatest($lookback, $from) AND ts < $start AND {bots} AND visitor IN (FROM visitors)
    UNION ALL
    SELECT * FROM events
    WHERE website = $website AND ts >= $from AND ts < $lookback AND {bots} AND visitor IN (FROM lasting)
)
SELECT visitor,
       session,
       (SELECT day_of FROM slot_days)[(epoch_us(ts) - epoch_us($from::TIMESTAMP)) // $step_us + 1] AS day,
       pageviews,
       CASE WHEN started_at >= $from THEN
           (SELECT day_of FROM slot_days)[(epoch_us(started_at) - epoch_us($from::TIMESTAMP)) // $step_us + 1]
       END AS began,
       COLUMNS('^dimension_'),
       is_bounce,
       duration_us
FROM (SELECT visitor, session, ts, (kind = 'pageview')::INTEGER AS pageviews, {event_columns} FROM chosen)
LEFT JOIN (
    SELECT session,
           started_at,
           {session_columns},
           CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
    FROM all_sessions WHERE website = $website AND started_at < $end
) USING (session);
