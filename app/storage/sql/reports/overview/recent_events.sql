-- Newest $limit events after $since (UTC), newest first, and their total number.
-- Slots: bots (condition on events).
-- Columns: kind; url; path; title; event_name; referrer_domain; country; browser; device; ts (UTC); total (of all
-- events).
SELECT kind,
       coalesce(url, origin || path || query_and_fragment) AS url,
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
