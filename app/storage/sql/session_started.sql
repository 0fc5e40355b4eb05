-- When one session of a website began (UTC), no row when there is none. $session: its number.
SELECT started_at FROM all_sessions WHERE website = $website AND session = $session;
