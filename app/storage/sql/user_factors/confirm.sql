-- Turn the second factor of a user on. $at: UTC; $step: of the code that confirmed it. Columns: user; no row when another
-- secret was shown meanwhile, or it is on.
UPDATE user_second_factors SET enabled_at = $at, last_step = $step
WHERE user_id = $user AND secret = $secret AND enabled_at IS NULL
RETURNING user_id;
