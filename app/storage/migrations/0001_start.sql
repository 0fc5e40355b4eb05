-- Version 1: websites, events and sessions. Times are UTC; no index on events or sessions, rows lie in time order.

CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE websites (
    key INTEGER PRIMARY KEY,                       -- what events and sessions carry instead of the id
    id VARCHAR NOT NULL UNIQUE,
    name VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    timezone VARCHAR NOT NULL DEFAULT 'UTC',
    share_id VARCHAR,
    ingest_peak_eps INTEGER,                       -- events a second; null: the default of the settings
    ingest_queue_max_events INTEGER,
    bot_mode VARCHAR NOT NULL DEFAULT 'balanced',
    bot_threshold INTEGER NOT NULL DEFAULT 70,
    is_sample BOOLEAN NOT NULL DEFAULT false,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE SEQUENCE website_key;

CREATE TYPE event_kind AS ENUM ('pageview', 'event');

CREATE TABLE events (
    website INTEGER NOT NULL,
    ts TIMESTAMP NOT NULL,                         -- receipt
    seq UBIGINT NOT NULL,                          -- journal record number * 64 + index within the request
    kind event_kind NOT NULL,
    visitor UBIGINT NOT NULL,                      -- 16 hex characters on the wire
    session UBIGINT NOT NULL,
    origin VARCHAR NOT NULL,                       -- scheme, host and port as sent; empty for a path
    hostname VARCHAR,
    path VARCHAR NOT NULL,
    tail VARCHAR NOT NULL,                         -- query and fragment as sent
    url VARCHAR,                                   -- only where origin || path || tail is not what was sent
    title VARCHAR,
    referrer_url VARCHAR,
    referrer_domain VARCHAR,
    event_name VARCHAR,
    event_data VARCHAR,                            -- compact JSON, keys sorted
    country VARCHAR,
    region VARCHAR,
    city VARCHAR,
    browser VARCHAR,
    browser_version VARCHAR,
    os VARCHAR,
    os_version VARCHAR,
    device VARCHAR,
    screen VARCHAR,
    language VARCHAR,
    utm_source VARCHAR,
    utm_medium VARCHAR,
    utm_campaign VARCHAR,
    utm_term VARCHAR,
    utm_content VARCHAR,
    is_bot BOOLEAN NOT NULL,
    bot_score UTINYINT NOT NULL,
    bot_signals UTINYINT NOT NULL                  -- bits of app.domain.ingest.bots.Signals
);

-- One row a finished session. Entry and exit are its first and last pageview, or event when it has no pageview.
CREATE TABLE sessions (
    website INTEGER NOT NULL,
    session UBIGINT NOT NULL,
    visitor UBIGINT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP NOT NULL,
    events UINTEGER NOT NULL,                      -- events of every kind
    pageviews UINTEGER NOT NULL,
    begins_with_pageview BOOLEAN NOT NULL,
    has_later_referrer BOOLEAN NOT NULL,           -- an event after the first came with a referrer
    entry_origin VARCHAR NOT NULL,
    entry_hostname VARCHAR,
    entry_path VARCHAR NOT NULL,
    entry_tail VARCHAR NOT NULL,
    exit_origin VARCHAR NOT NULL,
    exit_path VARCHAR NOT NULL,
    exit_tail VARCHAR NOT NULL,
    referrer_domain VARCHAR,                       -- this and all below: of the first event
    channel VARCHAR NOT NULL,
    utm_source VARCHAR,
    utm_medium VARCHAR,
    utm_campaign VARCHAR,
    utm_term VARCHAR,
    utm_content VARCHAR,
    country VARCHAR,
    region VARCHAR,
    city VARCHAR,
    browser VARCHAR,
    browser_version VARCHAR,
    os VARCHAR,
    os_version VARCHAR,
    device VARCHAR,
    screen VARCHAR,
    language VARCHAR,
    is_steady BOOLEAN NOT NULL,                    -- all its events have this place and system
    user_agent_hash UBIGINT NOT NULL,
    is_bot BOOLEAN NOT NULL,                       -- one of its events is
    bot_score UTINYINT NOT NULL,                   -- the highest of its events
    bot_signals UTINYINT NOT NULL                  -- of the event with that score
);

-- Sessions that may still grow: rewritten with each batch, moved to `sessions` when 30 minutes are over.
CREATE TABLE sessions_live AS FROM sessions;

CREATE VIEW all_sessions AS FROM sessions UNION ALL FROM sessions_live;

-- Ids that clients chose themselves, kept as sent. Events carry their 64-bit hash.
CREATE TABLE client_visitors (website INTEGER NOT NULL, visitor UBIGINT NOT NULL, client_id VARCHAR NOT NULL);

-- Keys of the "secret" visitor ids, by UTC day. Never part of a backup, at most 48 hours old.
CREATE TABLE visitor_keys (epoch_day INTEGER NOT NULL, key BLOB NOT NULL);

-- The first event of the journal that is not stored yet (its seq): written with the events, so each is stored exactly once.
CREATE TABLE journal_position (next_seq UBIGINT NOT NULL);
INSERT INTO journal_position VALUES (0);
