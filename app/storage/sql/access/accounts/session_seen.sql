-- Record the last use of a session. $at: UTC.
UPDATE auth_sessions SET last_seen_at = $at WHERE id = $id;
