-- Note when a sign-in was last used. $at: UTC.
UPDATE sign_ins SET last_seen_at = $at WHERE id = $id;
