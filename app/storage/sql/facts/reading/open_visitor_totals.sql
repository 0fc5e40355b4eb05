-- Pageviews and new visitors of the open days. A visitor is new when none of his events is earlier.
-- Slots: lasting_events (more events, or nothing); bots (condition on events).
-- Parameters: $website; $ends (of the closed days), $end, $lookback (from which any visitor may have been seen), $bucket (from
-- which on an event makes visitors_of_bucket old), UTC.
-- Columns: pageviews; visitors; visitors_of_bucket.
SELECT coalesce(sum(pageviews), 0)::BIGINT AS pageviews,
       count(*) FILTER (is_here AND seen_at IS NULL) AS visitors,
       count(*) FILTER (is_here AND (seen_at IS NULL OR seen_at < $bucket)) AS visitors_of_bucket
FROM (
    SELECT bool_or(seen_at IS NULL) AS is_here, max(seen_at) AS seen_at, sum(pageviews) AS pageviews
    FROM (
        SELECT visitor,
               CASE WHEN ts < $ends THEN ts END AS seen_at,
               (kind = 'pageview' AND ts >= $ends)::INTEGER AS pageviews
        FROM events
        WHERE website = $website AND ts >= $lookback AND ts < $end AND {bots}
        {lasting_events}
    )
    GROUP BY visitor
);
