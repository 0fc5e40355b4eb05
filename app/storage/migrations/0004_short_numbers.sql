-- Version 4: sessions and visitors have short numbers. Their ids of 64 bits were nearly half of the file, for such numbers
-- do not compress. Sessions keep the ids, which the API shows; all else refers to the numbers. The hash of the user agent
-- is gone: no report read it.

-- One row per session, numbered in order of time. visitor: number of the first session of its visitor.
CREATE TEMP TABLE numbers AS
SELECT website, session_id, visitor_id, session, min(session) OVER (PARTITION BY website, visitor_id) AS visitor
FROM (
    SELECT website, session_id, visitor_id, row_number() OVER (ORDER BY began_at, website, session_id)::UBIGINT AS session
    FROM (
        SELECT website, session AS session_id, any_value(visitor) AS visitor_id, min(started_at) AS began_at
        FROM all_sessions
        GROUP BY ALL
        UNION ALL
        SELECT website, session, any_value(visitor), min(ts)
        FROM events ANTI JOIN all_sessions USING (website, session)
        GROUP BY ALL
    )
);

CREATE TEMP TABLE numbers_of_visitors AS SELECT DISTINCT website, visitor_id, visitor FROM numbers;

DROP VIEW all_sessions;
ALTER TABLE events RENAME TO old_events;
ALTER TABLE sessions RENAME TO old_sessions;
ALTER TABLE sessions_live RENAME TO old_sessions_live;
ALTER TABLE client_visitors RENAME TO old_client_visitors;
ALTER TABLE first_visits RENAME TO old_first_visits;

CREATE TABLE events (
    website INTEGER NOT NULL,
    ts TIMESTAMP NOT NULL,                         -- time of receipt
    seq UBIGINT NOT NULL,                          -- journal record number * 64 + index within the request
    kind event_kind NOT NULL,
    visitor UBIGINT NOT NULL,                      -- number of the visitor's first session
    session UBIGINT NOT NULL,                      -- number of the session
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
    session UBIGINT NOT NULL,                      -- ascending in the order in which sessions begin, never given twice
    visitor UBIGINT NOT NULL,                      -- number of the visitor's first session
    session_id UBIGINT NOT NULL,                   -- both ids: 16 hex characters on the wire
    visitor_id UBIGINT NOT NULL,
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
    is_bot BOOLEAN NOT NULL,                       -- at least one of its events is
    bot_score UTINYINT NOT NULL,                   -- the highest of its events
    bot_signals UTINYINT NOT NULL                  -- of the event with that score
);

-- Sessions that may still grow: rewritten with each batch, moved to `sessions` after 30 minutes without an event.
CREATE TABLE sessions_live AS FROM sessions;

CREATE VIEW all_sessions AS FROM sessions UNION ALL FROM sessions_live;

-- Visitor ids that clients chose, as sent.
CREATE TABLE client_visitors (website INTEGER NOT NULL, visitor UBIGINT NOT NULL, client_id VARCHAR NOT NULL);

-- First visit of each visitor, so that retention need not read the whole history. Written when sessions end; a row
-- stays as long as an event of the visitor does.
CREATE TABLE first_visits (website INTEGER NOT NULL, visitor UBIGINT NOT NULL, first_at TIMESTAMP NOT NULL);

INSERT INTO events
SELECT old.* REPLACE (numbers.visitor AS visitor, numbers.session AS session)
FROM old_events AS old JOIN numbers ON numbers.website = old.website AND numbers.session_id = old.session;

INSERT INTO sessions BY NAME
SELECT old.* EXCLUDE (session, visitor, user_agent_hash), numbers.* EXCLUDE (website)
FROM old_sessions AS old JOIN numbers ON numbers.website = old.website AND numbers.session_id = old.session;

INSERT INTO sessions_live BY NAME
SELECT old.* EXCLUDE (session, visitor, user_agent_hash), numbers.* EXCLUDE (website)
FROM old_sessions_live AS old JOIN numbers ON numbers.website = old.website AND numbers.session_id = old.session;

INSERT INTO client_visitors
SELECT website, numbers.visitor, client_id
FROM old_client_visitors AS old JOIN numbers_of_visitors AS numbers USING (website)
WHERE numbers.visitor_id = old.visitor;

INSERT INTO first_visits
SELECT website, numbers.visitor, first_at
FROM old_first_visits AS old JOIN numbers_of_visitors AS numbers USING (website)
WHERE numbers.visitor_id = old.visitor
ORDER BY first_at;

DROP TABLE old_events;
DROP TABLE old_sessions;
DROP TABLE old_sessions_live;
DROP TABLE old_client_visitors;
DROP TABLE old_first_visits;
DROP TABLE numbers;
DROP TABLE numbers_of_visitors;
