-- Wrong passwords from $since (UTC) on, oldest first.
SELECT caller, attempted_at FROM login_failures WHERE attempted_at >= $since ORDER BY attempted_at;
