-- The $limit newest security events below the number $before (null: of all), newest first.
SELECT number, happened_at, kind, caller, subject
FROM security_events
WHERE $before IS NULL OR number < $before
ORDER BY number DESC
LIMIT $limit;
