-- Part of page: every session, with the end and the counts it had at $as_of.
-- Parameters: $as_of (UTC); $moved (numbers of the sessions that have changed since); $moved_from (UTC: none of their
-- events is older).
-- Columns: those of all_sessions.
SELECT now.* REPLACE (
    coalesce(past.ended_at, now.ended_at) AS ended_at,
    coalesce(past.events, now.events) AS events,
    coalesce(past.pageviews, now.pageviews) AS pageviews
)
FROM all_sessions AS now
LEFT JOIN (
    SELECT session, max(ts) AS ended_at, count(*) AS events, count(*) FILTER (kind = 'pageview') AS pageviews
    FROM events
    WHERE website = $website
        AND ts >= $moved_from
        AND ts <= $as_of
        AND session IN (SELECT unnest($moved::UBIGINT[]))
    GROUP BY session
) AS past USING (session)
