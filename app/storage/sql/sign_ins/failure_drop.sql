-- Uncount one attempt to sign in. $at: UTC.
DELETE FROM login_failures
WHERE ctid IN (SELECT ctid FROM login_failures WHERE caller = $caller AND attempted_at = $at LIMIT 1);
