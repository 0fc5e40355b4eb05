-- Add clients. The table batch_clients comes from app.storage.imports.staging.
INSERT INTO clients BY NAME FROM batch_clients;
