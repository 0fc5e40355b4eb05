-- End one sign-in.
DELETE FROM sign_ins WHERE id = $id;
