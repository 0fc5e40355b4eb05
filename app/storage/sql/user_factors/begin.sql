-- Keep the secret of a second factor that is not confirmed yet. $at: UTC. Columns: user; no row while one is on.
INSERT INTO user_second_factors (user_id, secret, begun_at) VALUES ($user, $secret, $at)
ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at
WHERE user_second_factors.enabled_at IS NULL
RETURNING user_id;
