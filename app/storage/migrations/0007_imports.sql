-- Version 7: imports of old numbers.

-- Imports of websites. Events and sessions of import n have the numbers from 2^61 + n * 2^32 on, in order.
CREATE TABLE imports (
    number INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    website INTEGER NOT NULL,
    status VARCHAR NOT NULL,                       -- app.domain.imports.jobs.ImportStatus
    file_name VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,                       -- SHA-256 of the file, 64 hexadecimal characters
    created_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP,
    error_message VARCHAR,
    preview VARCHAR,                               -- JSON of app.domain.imports.jobs.ImportPreview
    stored UBIGINT NOT NULL,                       -- events that are stored
    stored_sessions UBIGINT NOT NULL               -- their sessions, the first ones of the import
);
CREATE SEQUENCE import_number;
