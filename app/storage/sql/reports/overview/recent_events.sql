-- The newest $limit events after $since (UTC), newest first, and how many there are. Slots: bots: condition.
-- Columns: kind; url; path; title; event_name; referrer_domain; country; browser; device; ts; total (of all events).
SELECT kind,
       coalesce(url, origin || path || tail) AS url,
       path,
       title,
       event_name,
       referrer_domain,
       country,
       browser,
       device,
       ts,
       (SELECT count(*) FROM events WHERE website = $website AND ts > $since AND {bots}) AS total
FROM events
WHERE website = $website AND ts > $since AND {bots}
ORDER BY ts DESC, seq DESC
LIMIT $limit;
