-- The newest time that is stored next to events. Columns: time (UTC), null in an empty database.
SELECT greatest((SELECT max(updated_at) FROM websites), (SELECT max(happened_at) FROM audit_entries));
