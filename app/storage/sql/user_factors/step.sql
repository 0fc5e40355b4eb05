-- Record the codes of a user up to the time step $step as used. $ahead: a step so far off was used on a clock that was
-- ahead, and counts for nothing. Columns: user; no row when the code was used already.
UPDATE user_second_factors SET last_step = $step
WHERE user_id = $user AND enabled_at IS NOT NULL AND (last_step < $step OR last_step > $ahead)
RETURNING user_id;
