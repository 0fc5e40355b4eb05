-- Referrers whose sessions had the most visitors after $since (UTC), $limit of them.
-- Slots: bots (condition on sessions). Columns: domain; visitors.
SELECT coalesce(referrer_domain, '(direct)') AS domain, count(DISTINCT visitor) AS visitors
FROM all_sessions
WHERE website = $website AND ended_at > $since AND {bots}
GROUP BY domain
ORDER BY visitors DESC, domain
LIMIT $limit;
