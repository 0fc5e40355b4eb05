-- List the imports of $website, null for all, newest first. Columns: website; number; id; status; file_name; digest;
-- created_at; completed_at; error_message; preview; stored; stored_sessions.
SELECT
    website, number, id, status, file_name, digest, created_at, completed_at, error_message, preview, stored, stored_sessions
FROM imports
WHERE $website::INTEGER IS NULL OR website = $website
ORDER BY number DESC;
