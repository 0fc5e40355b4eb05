-- Countries with visitors after $since (UTC). A visitor who moved counts in each.
-- Slots: bots (condition on events). Columns: country; visitors.
SELECT country, uniqExact(visitor) AS visitors
FROM events
WHERE site = $website AND ts > $since AND {bots} AND country != ''
GROUP BY country
ORDER BY visitors DESC, country
