-- The second factor of a user. Columns: secret, time it was shown, start (null: not confirmed), newest used step; UTC.
SELECT secret, begun_at, enabled_at, last_step FROM user_second_factors WHERE user_id = $user;
