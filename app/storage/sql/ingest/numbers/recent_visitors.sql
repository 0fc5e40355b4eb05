-- Visitors with a session in the time $life before the newest one ended, the last ones first. $most: rows.
-- Columns: website; visitor_id; visitor (number); ended_at (of the last session, UTC).
SELECT website, visitor_id, min(visitor) AS visitor, max(ended_at) AS ended_at
FROM all_sessions
WHERE ended_at > (SELECT max(ended_at) FROM all_sessions) - $life::INTERVAL
GROUP BY website, visitor_id
ORDER BY ended_at DESC
LIMIT $most;
