-- The segments of a website by name, whatever its case, then by age. $website: its key.
-- Columns: id; name; filters (JSON object); created_at and updated_at, UTC.
SELECT id, name, filters, created_at, updated_at
FROM segments
WHERE website = $website
ORDER BY lower(name), created_at, id;
