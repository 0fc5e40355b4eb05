-- End the sessions of a user that were used least recently, so that $kept are left.
DELETE FROM auth_sessions
WHERE user_id = $user AND id NOT IN (
    SELECT id FROM auth_sessions
    WHERE user_id = $user
    ORDER BY coalesce(last_seen_at, created_at) DESC, id
    LIMIT $kept
);
