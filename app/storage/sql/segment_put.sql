-- Add a segment, or replace the one of the same id. Times are UTC.
INSERT OR REPLACE INTO segments (id, website, name, filters, created_at, updated_at)
VALUES ($id, $website, $name, $filters, $created_at, $updated_at);
