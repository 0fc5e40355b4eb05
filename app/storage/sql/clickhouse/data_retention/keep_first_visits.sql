-- Record when visitors with ids of their own were first seen, of whose events those from $since until just before
-- $before (UTC) are going to be deleted. An id that the program makes does not last that long.
INSERT INTO first_visits (site, visitor, first_at)
SELECT site, visitor, min(ts)
FROM events
WHERE ts >= $since AND ts < $before AND (site, visitor) IN (SELECT site, visitor FROM client_visitors)
GROUP BY site, visitor
