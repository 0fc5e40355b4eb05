-- A row when the user signed in from $caller since $since (UTC).
SELECT 1
FROM audit_entries
WHERE kind = 'login' AND caller = $caller AND subject = $user AND happened_at >= $since
LIMIT 1;
