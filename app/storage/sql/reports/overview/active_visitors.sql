-- Number of visitors with a session that had an event after $since (UTC).
-- Slots: bots (condition on sessions). Columns: visitors.
SELECT count(DISTINCT visitor) AS visitors
FROM all_sessions
WHERE website = $website AND ended_at > $since AND {bots};
