-- Version 1: the whole schema. Times are UTC without zone. `website` is always the key of table websites.
-- events and sessions have no index: their rows lie in order of time, which DuckDB prunes by.

CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE websites (
    key INTEGER PRIMARY KEY,                       -- stands for the website in every other table
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
    ts TIMESTAMP NOT NULL,                         -- time of receipt
    seq UBIGINT NOT NULL,                          -- journal record number * 64 + index within the request
    kind event_kind NOT NULL,
    visitor UBIGINT NOT NULL,                      -- 16 hex characters on the wire
    session UBIGINT NOT NULL,
    origin VARCHAR NOT NULL,                       -- scheme, host and port as sent; empty for a path
    hostname VARCHAR,
    path VARCHAR NOT NULL,
    query_and_fragment VARCHAR NOT NULL,           -- query and fragment as sent
    url VARCHAR,                                   -- null where origin, path, query_and_fragment together are the URL as sent
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

-- One row per finished session. Entry and exit: its first and last pageview, or event if it has no pageview.
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
    entry_query_and_fragment VARCHAR NOT NULL,
    exit_origin VARCHAR NOT NULL,
    exit_path VARCHAR NOT NULL,
    exit_query_and_fragment VARCHAR NOT NULL,
    source VARCHAR,                                -- first known utm_source or referrer domain; null: direct
    referrer_domain VARCHAR,                       -- this and the columns below: of the first event
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
    is_uniform BOOLEAN NOT NULL,                   -- all its events have this place and device
    user_agent_hash UBIGINT NOT NULL,
    is_bot BOOLEAN NOT NULL,                       -- at least one of its events is
    bot_score UTINYINT NOT NULL,                   -- the highest of its events
    bot_signals UTINYINT NOT NULL                  -- of the event with that score
);

-- Sessions that may still grow: rewritten with each batch, moved to `sessions` after 30 minutes without an event.
CREATE TABLE sessions_live AS FROM sessions;

CREATE VIEW all_sessions AS FROM sessions UNION ALL FROM sessions_live;

-- Visitor ids that clients chose, as sent. Events carry their 64-bit hash.
CREATE TABLE client_visitors (website INTEGER NOT NULL, visitor UBIGINT NOT NULL, client_id VARCHAR NOT NULL);

-- Keys of "secret" visitor ids, by UTC day. Deleted after 48 hours and never part of a backup.
CREATE TABLE visitor_keys (epoch_day INTEGER NOT NULL, key BLOB NOT NULL);

-- seq of the first journal event that is not stored yet. Written together with the events, so that each is stored
-- exactly once.
CREATE TABLE journal_position (next_seq UBIGINT NOT NULL);
INSERT INTO journal_position VALUES (0);

-- First visit of each visitor, so that retention need not read the whole history. Written when sessions end; a row
-- stays as long as an event of the visitor does.
CREATE TABLE first_visits (website INTEGER NOT NULL, visitor UBIGINT NOT NULL, first_at TIMESTAMP NOT NULL);

-- Sessions that began before this time are in first_visits. At first none are: the first run covers the whole history.
CREATE TABLE first_visits_until (until TIMESTAMP NOT NULL);
INSERT INTO first_visits_until VALUES ('-infinity');

-- Sign-in, API keys and the audit log. Passwords, keys and addresses are stored only as hashes.
-- Rows of `settings` that belong here: admin_password_hash, password_change_required, jwt_secret, password_mode_hash,
-- caller_key.

CREATE TABLE api_keys (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    key_hash VARCHAR NOT NULL UNIQUE,              -- SHA-256 of the whole key, 64 hex characters
    prefix VARCHAR NOT NULL,                       -- first 20 characters of the key, to tell keys apart
    scope VARCHAR NOT NULL,                        -- read, write or admin
    website_id VARCHAR,                            -- the only website it opens; null: every website
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP
);

-- Open sessions of the administrator. A token whose id is not here is refused, even with a valid signature.
CREATE TABLE auth_sessions (
    id VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,                         -- auth mode it was created in and is valid for
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP,                        -- null: not used since it was created
    client VARCHAR                                 -- browser and system, such as "Firefox on Linux"
);

-- Failed login attempts. caller: keyed hash of the address.
CREATE TABLE login_failures (caller VARCHAR NOT NULL, attempted_at TIMESTAMP NOT NULL);

-- Audit log of accounts and API keys.
CREATE SEQUENCE security_event_number;
CREATE TABLE audit_entries (
    happened_at TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,                         -- app.domain.access.SecurityEvent
    caller VARCHAR,                                -- as in login_failures; null: this computer
    subject VARCHAR,                               -- id of the API key concerned
    number BIGINT DEFAULT nextval('security_event_number')
);

-- One row while the second factor is on. Its secret stands in a file of its own, so that no copy or export of the
-- database contains it.
CREATE TABLE second_factor (
    enabled_at TIMESTAMP NOT NULL,
    last_step BIGINT NOT NULL                      -- time step of the newest code used; codes up to it are refused
);

-- Unused recovery codes: SHA-256, 64 hex characters. A code is deleted when it is used.
CREATE TABLE recovery_codes (code_hash VARCHAR NOT NULL);

-- Choices for share links. The link itself is websites.share_id, null while it is off; the choices stay.
CREATE TABLE share_options (
    website INTEGER PRIMARY KEY,                   -- a website without a row has the defaults
    embedding VARCHAR NOT NULL,                    -- app.domain.sharing.Embedding
    embed_origins VARCHAR[] NOT NULL,
    sections VARCHAR[] NOT NULL                    -- app.domain.sharing.Section
);

-- Documents of websites: goals, funnels, segments, annotations and saved reports.
CREATE TABLE items (
    id VARCHAR PRIMARY KEY,
    website INTEGER NOT NULL,
    kind VARCHAR NOT NULL,                         -- app.domain.items.ItemKind.name
    body VARCHAR NOT NULL                          -- JSON of the kind's shape, times and id included
);
