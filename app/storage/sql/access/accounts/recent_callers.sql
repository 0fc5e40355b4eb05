-- At most $limit callers who signed in since $since (UTC), newest first.
SELECT caller
FROM audit_entries
WHERE kind = 'login' AND happened_at >= $since AND caller IS NOT NULL
GROUP BY caller
ORDER BY max(number) DESC
LIMIT $limit;
