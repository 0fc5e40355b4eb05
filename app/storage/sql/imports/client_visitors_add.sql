-- Store the ids of visitors of an import who come on several days.
INSERT INTO client_visitors
SELECT website, visitor, client_id FROM import_sessions WHERE visitor = session AND client_id IS NOT NULL;
