-- The id and end of every sign-in made in the auth mode $mode.
SELECT id, expires_at FROM sign_ins WHERE mode = $mode;
