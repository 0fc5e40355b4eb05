-- Sessions of the events in day_events, one row for each of their days, with what is the same for the whole session.
-- Slots: session_columns (a column for each dimension of sessions, and for each of place and device, which count only
-- where is_uniform); began (the day of started_at); bots (condition on sessions); is_bounce (on sessions).
-- Parameters: $website; $first (first of the days); $end (of the days), $lookback, $from (UTC), as in day_events; $step_us.
-- Columns: visitor; session; day; pageviews (of the day); earlier (the day before, null on the day on which the session
-- began); is_single (the visitor was there in this session on this day, and never before in these events); is_uniform;
-- is_bounce, duration_us (null where the session does not count); dimension_all; those of the slot.
CREATE OR REPLACE TEMP TABLE day_sessions AS
SELECT visitor,
       session,
       day,
       day_pageviews AS pageviews,
       CASE WHEN began IS DISTINCT FROM day THEN day - 1 END AS earlier,
       day >= $first AND began IS NOT DISTINCT FROM day AND count(*) OVER (PARTITION BY visitor) = 1 AS is_single,
       '' AS dimension_all,
       COLUMNS('^(is_uniform|is_bounce|duration_us|dimension_.*)$')
FROM (SELECT visitor, session, day, sum(pageviews) AS day_pageviews FROM day_events GROUP BY visitor, session, day)
LEFT JOIN (
    SELECT session,
           CASE WHEN started_at >= $from THEN {began} END AS began,
           is_uniform,
           CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
           CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us,
           {session_columns}
    FROM all_sessions
    WHERE website = $website
        AND started_at < $end
        AND (ended_at >= $lookback OR visitor IN (FROM lasting_visitors))
) USING (session);
