-- Add events. The table batch_events comes from app.storage.ingest.batch.
INSERT INTO events BY NAME FROM batch_events;
