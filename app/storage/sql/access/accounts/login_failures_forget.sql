-- Delete failed sign-in attempts from before $before or after $after (UTC), a time that has not come yet.
DELETE FROM login_failures WHERE attempted_at < $before OR attempted_at > $after;
