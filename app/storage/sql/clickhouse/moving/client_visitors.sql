-- Ids that clients chose who have an event of $websites from $since until just before $until (UTC).
-- Columns: website; visitor; client_id.
SELECT DISTINCT site, visitor, client_id
FROM client_visitors
WHERE site IN $websites AND (site, visitor) IN (
    SELECT site, visitor FROM events WHERE site IN $websites AND ts >= $since AND ts < $until
)
