-- Store sessions of a batch. The table batch_sessions comes from app.storage.ingest.batch. Slots: into (table).
INSERT INTO {into} BY NAME
SELECT * EXCLUDE (started_us, ended_us),
       make_timestamp(started_us) AS started_at,
       make_timestamp(ended_us) AS ended_at
FROM batch_sessions;
