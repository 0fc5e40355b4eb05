-- The annotations of a website by day, those of a whole day first, then by time and age. $website: its key.
-- Columns: id; day; time_of_day; timezone; text; created_at and updated_at, UTC.
SELECT id, day, time_of_day, timezone, text, created_at, updated_at
FROM annotations
WHERE website = $website
ORDER BY day, time_of_day NULLS FIRST, created_at, id;
