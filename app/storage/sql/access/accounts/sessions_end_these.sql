-- End the sessions whose ids are in the list $ids.
DELETE FROM sign_ins WHERE id IN (SELECT unnest($ids));
