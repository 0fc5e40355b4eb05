-- First $limit events of one session, oldest first.
-- Slots: event_id (expression).
-- Parameters: $session (its number); $from, $until (UTC: it has no event outside them).
-- Columns: as in app.domain.reports.sessions.SessionEvent, created_at UTC.
SELECT {event_id} AS id, kind, coalesce(url, origin || path || query_and_fragment) AS url, path, title, event_name, event_data, ts
FROM events
WHERE website = $website AND ts >= $from AND ts <= $until AND session = $session
ORDER BY ts, seq
LIMIT $limit;
