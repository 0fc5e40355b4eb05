-- Failed sign-in attempts from $since to $until (UTC), oldest first.
SELECT caller, attempted_at FROM login_failures WHERE attempted_at BETWEEN $since AND $until ORDER BY attempted_at;
