-- Attempts to sign in that count for $caller and were made after $since and no later than $until (UTC). Columns: number.
SELECT count(*) FROM login_failures WHERE caller = $caller AND attempted_at > $since AND attempted_at <= $until;
