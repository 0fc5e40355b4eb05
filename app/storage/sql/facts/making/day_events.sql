-- Events of some closed days, and those before of the same visitors.
-- Only visitors who bring their own id are looked for in the whole history: other ids last until $lookback at most.
-- Slots: event_columns (a column for each dimension of events, but those of place and device); day (expression on ts);
-- bots (condition on events).
-- Parameters: $website; $start, $end (of the days, UTC), $lookback (UTC); $from (first instant of the first day that may
-- have facts, UTC), $step_us (length of a slot).
-- Columns: visitor; session; day; pageviews (0 or 1); those of the slot.
CREATE OR REPLACE TEMP TABLE day_events AS
WITH visitors AS MATERIALIZED (
    SELECT DISTINCT visitor FROM events WHERE website = $website AND ts >= $start AND ts < $end AND {bots}
),
chosen AS (
    SELECT * FROM events WHERE website = $website AND ts >= $start AND ts < $end AND {bots}
    UNION ALL
    SELECT * FROM events
    WHERE website = $website AND ts >= greatest($lookback, $from) AND ts < $start AND {bots} AND visitor IN (FROM visitors)
    UNION ALL
    SELECT * FROM events
    WHERE website = $website AND ts >= $from AND ts < $lookback AND {bots} AND visitor IN (FROM lasting_visitors)
)
SELECT visitor, session, {day} AS day, (kind = 'pageview')::INTEGER AS pageviews, {event_columns} FROM chosen;
