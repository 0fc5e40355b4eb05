-- First $limit events of one session, oldest first.
-- Parameters: $session (its number); $from, $until (UTC: it has no event outside them).
-- Columns: seq; then as in app.domain.reports.sessions.SessionEvent from event_type on, created_at UTC.
SELECT seq, kind, coalesce(url, origin || path || query_and_fragment) AS url, path, title, event_name, event_data, ts
FROM events
WHERE website = $website AND ts >= $from AND ts <= $until AND session = $session
ORDER BY ts, seq
LIMIT $limit;
