-- Add a record to the audit log. $at: UTC.
INSERT INTO audit_entries (happened_at, kind, caller, subject) VALUES ($at, $kind, $caller, $subject);
