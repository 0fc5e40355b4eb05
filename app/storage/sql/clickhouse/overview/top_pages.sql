-- Pages with the most visitors after $since (UTC), $limit of them.
-- Slots: bots (condition on events). Columns: path; visitors.
SELECT path, uniqExact(visitor) AS visitors
FROM events
WHERE site = $website AND ts > $since AND kind = 'pageview' AND {bots}
GROUP BY path
ORDER BY visitors DESC, path
LIMIT $limit
