-- Turn the second factor of a user off, with its recovery codes.
DELETE FROM user_second_factors WHERE user_id = $user;
