-- Store sessions of a batch. The table batch_sessions comes from app.storage.ingest.batch. Slots: into (table).
INSERT INTO {into} BY NAME
SELECT * EXCLUDE (started_us, ended_us)
           RENAME (session AS session_id, visitor AS visitor_id, session_number AS session, visitor_number AS visitor),
       make_timestamp(started_us) AS started_at,
       make_timestamp(ended_us) AS ended_at
FROM batch_sessions;
