-- Note what happened to accounts and keys. $at: UTC.
INSERT INTO security_events (happened_at, kind, caller, subject) VALUES ($at, $kind, $caller, $subject);
