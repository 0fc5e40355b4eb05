-- Newest events of several websites up to a time. Parameters: $websites (list of their keys); $before (UTC, exclusive).
-- Columns: website; last_event (UTC, of any kind). Websites without an event before that time are absent.
SELECT website, max(ended_at) AS last_event
FROM all_sessions
WHERE list_contains($websites::INTEGER[], website) AND ended_at < $before
GROUP BY website;
