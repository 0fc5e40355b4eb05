-- End the sessions whose ids are in the list $ids.
DELETE FROM auth_sessions WHERE id IN (SELECT unnest(CAST($ids AS VARCHAR[])));
