-- Store events of an import. The table import_events comes from app.storage.imports.staging.
INSERT INTO events BY NAME FROM import_events;
