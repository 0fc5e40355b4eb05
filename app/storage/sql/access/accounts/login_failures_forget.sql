-- Delete failed sign-in attempts from before $before (UTC).
DELETE FROM login_failures WHERE attempted_at < $before;
