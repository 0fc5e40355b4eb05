-- Referrers whose sessions had the most visitors after $since (UTC), $limit of them.
-- Slots: recent_sessions (query); bots (condition on sessions). Columns: domain; visitors.
SELECT if(referrer_domain = '', '(direct)', referrer_domain) AS domain, uniqExact(visitor) AS visitors
FROM ({recent_sessions})
WHERE {bots}
GROUP BY domain
ORDER BY visitors DESC, domain
LIMIT $limit
