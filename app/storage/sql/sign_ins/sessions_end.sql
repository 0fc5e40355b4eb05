-- End the sessions of a user except the one of the id $kept (null: all of them). Columns: id.
DELETE FROM auth_sessions WHERE user_id = $user AND id <> coalesce(CAST($kept AS VARCHAR), '') RETURNING id;
