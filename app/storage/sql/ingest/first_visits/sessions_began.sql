-- Check whether a session began from $since until just before $until (UTC). Columns: began.
SELECT EXISTS (FROM all_sessions WHERE started_at >= $since AND started_at < $until) AS began;
