-- Number of visitors with a session that had an event after $since (UTC).
-- Slots: recent_sessions (query); bots (condition on sessions). Columns: visitors.
SELECT uniqExact(visitor) AS visitors FROM ({recent_sessions}) WHERE {bots}
