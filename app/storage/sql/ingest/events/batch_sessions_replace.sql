-- Delete the rows of live sessions that a batch stores again or has ended. batch_replaced comes from app.storage.ingest.batch.
DELETE FROM sessions_live WHERE (website, session) IN (FROM batch_replaced SELECT website, session);
