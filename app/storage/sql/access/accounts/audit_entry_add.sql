-- Add a record to the audit log. $at: UTC.
INSERT INTO security_events (happened_at, kind, caller, subject) VALUES ($at, $kind, $caller, $subject);
