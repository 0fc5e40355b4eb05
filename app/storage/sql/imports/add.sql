-- Add an import of $website. Columns: number.
INSERT INTO imports (number, id, website, status, file_name, digest, created_at, stored, stored_sessions)
VALUES (nextval('import_number'), $id, $website, $status, $file_name, $digest, $created_at, 0, 0)
RETURNING number;
