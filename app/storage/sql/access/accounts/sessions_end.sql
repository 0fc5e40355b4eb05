-- End every session.
DELETE FROM auth_sessions;
