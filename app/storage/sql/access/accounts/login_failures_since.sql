-- Failed sign-in attempts since $since (UTC), oldest first.
SELECT caller, attempted_at FROM login_failures WHERE attempted_at >= $since ORDER BY attempted_at;
