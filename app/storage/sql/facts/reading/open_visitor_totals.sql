-- Pageviews and new visitors of the open days. A visitor is new when none of his events is earlier.
-- Slots: lasting_events (more events, or nothing); bots (condition on events).
-- Parameters: $website; $ends (of the closed days), $end, $lookback (from which any visitor may have been seen), UTC.
-- Columns: pageviews; visitors.
SELECT coalesce(sum(pageviews), 0)::BIGINT AS pageviews, count(*) FILTER (is_new) AS visitors
FROM (
    SELECT bool_and(is_open) AS is_new, sum(pageviews) AS pageviews
    FROM (
        SELECT visitor, ts >= $ends AS is_open, (kind = 'pageview' AND ts >= $ends)::INTEGER AS pageviews
        FROM events
        WHERE website = $website AND ts >= $lookback AND ts < $end AND {bots}
        {lasting_events}
    )
    GROUP BY visitor
);
