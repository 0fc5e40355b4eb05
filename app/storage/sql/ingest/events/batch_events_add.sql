-- Store the events of a batch. The table batch_events comes from app.storage.ingest.batch.
INSERT INTO events BY NAME
SELECT * EXCLUDE (at_us) RENAME (visitor_number AS visitor, session_number AS session), make_timestamp(at_us) AS ts FROM batch_events;
