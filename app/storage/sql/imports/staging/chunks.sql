-- List the parts in which an import is stored: whole sessions with about $rows events each.
-- Columns: first, until (sessions, until exclusive).
SELECT min(session), max(session) + 1
FROM (SELECT session, sum(count(*)) OVER (ORDER BY session) // $rows AS part FROM places GROUP BY session)
GROUP BY part
ORDER BY 1;
