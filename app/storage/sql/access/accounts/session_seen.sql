-- Record the last use of a session. $at: UTC.
UPDATE sign_ins SET last_seen_at = $at WHERE id = $id;
