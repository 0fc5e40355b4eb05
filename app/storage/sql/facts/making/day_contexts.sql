-- Events of the sessions in day_sessions during which place or device changed.
-- Slots: context_columns (a column for each dimension of place and device); day (expression on ts); bots (condition on
-- events). Parameters: $website; $from, $end (UTC), $step_us, as in day_events.
-- Columns: visitor; session; day; pageviews (0 or 1); those of the slot.
CREATE OR REPLACE TEMP TABLE day_contexts AS
SELECT visitor, session, {day} AS day, (kind = 'pageview')::INTEGER AS pageviews, {context_columns}
FROM events
WHERE website = $website
    AND ts >= $from
    AND ts < $end
    AND {bots}
    AND session IN (SELECT session FROM day_sessions WHERE is_uniform IS NOT TRUE);
