-- Time up to which data retention has deleted events, UTC. Columns: until; no row where it has deleted none.
SELECT until FROM events_deleted_until WHERE isfinite(until);
