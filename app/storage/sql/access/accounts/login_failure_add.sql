-- Note a wrong password. $at: UTC.
INSERT INTO login_failures (caller, attempted_at) VALUES ($caller, $at);
