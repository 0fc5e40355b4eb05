-- Store sessions of an import. The table import_sessions comes from app.storage.imports.staging.
INSERT INTO sessions BY NAME SELECT * EXCLUDE (client_id) FROM import_sessions;
