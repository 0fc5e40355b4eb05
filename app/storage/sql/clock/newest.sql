-- The newest time that is stored. Columns: time (UTC), null in an empty database.
SELECT greatest(
    (SELECT max(ts) FROM events),
    (SELECT max(ended_at) FROM all_sessions),
    (SELECT max(updated_at) FROM websites),
    (SELECT max(created_at) FROM auth_sessions),
    (SELECT max(happened_at) FROM audit_entries)
);
