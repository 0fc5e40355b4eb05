-- The $limit newest records of the audit log below the number $before (null: no bound), newest first.
SELECT number, happened_at, kind, caller, subject
FROM audit_entries
WHERE number < coalesce(CAST($before AS BIGINT), number + 1)
ORDER BY number DESC
LIMIT $limit;
