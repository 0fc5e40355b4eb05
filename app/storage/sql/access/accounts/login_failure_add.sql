-- Record a failed sign-in attempt. $at: UTC.
INSERT INTO login_failures (caller, attempted_at) VALUES ($caller, $at);
