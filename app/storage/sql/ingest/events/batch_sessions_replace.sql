-- Drops the rows of live sessions that a batch brings anew, or ended. The tables batch_* are made by app.storage.ingest.batch.
DELETE FROM sessions_live WHERE (website, session) IN (FROM batch_replaced SELECT website, session);
