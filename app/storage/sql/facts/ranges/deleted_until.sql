-- Get the time up to which data retention has deleted events. Columns: until (UTC), null for never.
SELECT CASE WHEN isfinite(until) THEN until END FROM events_deleted_until;
