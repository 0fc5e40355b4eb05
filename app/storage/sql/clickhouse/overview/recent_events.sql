-- Newest $limit events after $since (UTC), newest first, and their total number.
-- Slots: bots (condition on events).
-- Columns: kind; url; path; title; event_name; referrer_domain; country; browser; device; ts (UTC); total (of all
-- events).
SELECT kind,
       if(url = '', origin || path || query_and_fragment, url) AS full_url,
       path,
       nullIf(title, ''),
       nullIf(event_name, ''),
       nullIf(referrer_domain, ''),
       nullIf(country, ''),
       nullIf(browser, ''),
       nullIf(device, ''),
       ts,
       count() OVER () AS total
FROM events
WHERE site = $website AND ts > $since AND {bots}
ORDER BY ts DESC, writer DESC, seq DESC
LIMIT $limit
