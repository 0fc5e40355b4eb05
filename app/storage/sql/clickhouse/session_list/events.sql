-- First $limit events of one session, oldest first.
-- Slots: event_id (expression). Parameters: $website; $visitor; $from, $until (UTC: the first and the last of them).
-- Columns: as in app.domain.reports.sessions.SessionEvent, created_at UTC.
SELECT {event_id} AS id,
       kind,
       if(url = '', origin || path || query_and_fragment, url) AS full_url,
       path,
       nullIf(title, ''),
       nullIf(event_name, ''),
       nullIf(event_data, ''),
       ts
FROM events
WHERE site = $website AND visitor = $visitor AND ts >= $from AND ts <= $until
ORDER BY ts, writer, seq
LIMIT $limit
