-- Version 4: the second factor, when and where sessions are used, an order for the security log. Times are UTC.

ALTER TABLE sign_ins ADD COLUMN last_seen_at TIMESTAMP;          -- null: not since it was made
ALTER TABLE sign_ins ADD COLUMN client VARCHAR;                  -- browser and system, such as "Firefox on Linux"

CREATE SEQUENCE security_event_number;
ALTER TABLE security_events ADD COLUMN number BIGINT DEFAULT nextval('security_event_number');

-- One row while a second factor is on. Its secret is not here: it stands in a file of its own, so that no copy or export
-- of the database has it.
CREATE TABLE second_factor (
    enabled_at TIMESTAMP NOT NULL,
    last_step BIGINT NOT NULL                      -- of the newest code that was used: none up to it is good again
);

-- Recovery codes that are still good: SHA-256, 64 hex characters. A used one is deleted.
CREATE TABLE recovery_codes (code_hash VARCHAR NOT NULL);
