-- Countries with visitors after $since (UTC). A visitor who moved counts in each.
-- Slots: bots (condition on events). Columns: country; visitors.
SELECT country, count(DISTINCT visitor) AS visitors
FROM events
WHERE website = $website AND ts > $since AND {bots} AND country IS NOT NULL
GROUP BY country
ORDER BY visitors DESC, country;
