-- The $limit newest records of the audit log below the number $before (null: no bound), newest first.
SELECT number, happened_at, kind, caller, subject
FROM audit_entries
WHERE $before IS NULL OR number < $before
ORDER BY number DESC
LIMIT $limit;
