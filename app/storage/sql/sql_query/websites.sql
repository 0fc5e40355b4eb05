-- View of an owner's SQL: websites. Slot: catalog (name of the database, quoted).
CREATE OR REPLACE TEMP VIEW websites AS
SELECT id AS website_id, name, domain, timezone, is_sample, created_at FROM {catalog}.main.websites;
