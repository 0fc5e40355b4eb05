-- End a membership. Columns: the user; no row when there was none.
DELETE FROM members WHERE user_id = $user RETURNING user_id;
