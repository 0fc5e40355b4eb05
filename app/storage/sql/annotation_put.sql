-- Add an annotation, or replace the one of the same id. Times are UTC.
INSERT OR REPLACE INTO annotations (id, website, day, time_of_day, timezone, text, created_at, updated_at)
VALUES ($id, $website, $day, $time, $timezone, $text, $created_at, $updated_at);
