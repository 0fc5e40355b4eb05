-- Version 10: reports that people keep: what is asked, under a name.

CREATE TABLE saved_reports (
    id VARCHAR PRIMARY KEY,
    website INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    description VARCHAR,
    config VARCHAR NOT NULL,                       -- JSON of app.domain.saved_reports.ReportConfig
    last_run_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
