-- Delete ids chosen by clients that no event refers to, unless one sent them within $days days. An id that has just come
-- may wait for its events.
ALTER TABLE client_visitors DELETE
WHERE sent_at < now() - INTERVAL $days DAY AND (site, visitor) NOT IN (
    SELECT site, visitor FROM events WHERE (site, visitor) IN (SELECT site, visitor FROM client_visitors)
)
