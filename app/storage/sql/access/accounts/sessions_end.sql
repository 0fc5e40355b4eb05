-- End every session.
DELETE FROM sign_ins;
