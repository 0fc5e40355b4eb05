-- Newest events of several websites up to a time. Parameters: $websites (list of their keys); $before (UTC, exclusive).
-- Columns: website; last_event (UTC, of any kind). Websites without an event before that time are absent.
SELECT site AS website, max(ts) AS last_event FROM events WHERE site IN $websites AND ts < $before GROUP BY site
