-- Next events of an export, oldest first.
-- Slots: events (condition on events from $start to $end, the times of this part); columns (expressions).
-- Parameters: $seq (least number of an event at $start itself); $rows (most rows); $website_id (of the API).
-- Columns: ts (UTC); seq; those of the slot.
WITH part AS (
    FROM events
    WHERE {events} AND (ts > $start OR seq >= $seq)
    ORDER BY ts, seq
    LIMIT $rows
)
SELECT ts, seq, {columns}
FROM part
LEFT JOIN (
    SELECT session, session_id, visitor_id
    FROM all_sessions WHERE website = $website AND started_at < $end AND ended_at >= $start
) USING (session)
LEFT JOIN client_visitors USING (website, visitor)
ORDER BY ts, seq;
