-- Change an import, while it is there. Columns: number of changed rows.
UPDATE imports
SET
    status = $status, completed_at = $completed_at, error_message = $error_message, preview = $preview,
    stored = $stored, stored_sessions = $stored_sessions
WHERE number = $number;
