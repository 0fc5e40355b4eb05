-- Make the tables of a file that is read. events: as columns of app.storage.ingest.batch, with the line as seq, the visit
-- (0: by the session rule) as session, and a hash of the visitor as the file tells him as visitor_number.
CREATE TABLE events (
    website INTEGER, at_us BIGINT, seq UBIGINT, kind VARCHAR, visitor UBIGINT, session UBIGINT,
    visitor_number UBIGINT, session_number UBIGINT,
    origin VARCHAR, hostname VARCHAR, path VARCHAR, query_and_fragment VARCHAR, url VARCHAR, title VARCHAR,
    referrer_url VARCHAR, referrer_domain VARCHAR, event_name VARCHAR, event_data VARCHAR,
    country VARCHAR, region VARCHAR, city VARCHAR, browser VARCHAR, browser_version VARCHAR, os VARCHAR,
    os_version VARCHAR, device VARCHAR, screen VARCHAR, language VARCHAR,
    utm_source VARCHAR, utm_medium VARCHAR, utm_campaign VARCHAR, utm_term VARCHAR, utm_content VARCHAR,
    is_bot BOOLEAN, bot_score UTINYINT, bot_signals UTINYINT, agent VARCHAR
);
-- Place and device of visitors, where a file of their own has them.
CREATE TABLE clients (
    visitor UBIGINT, country VARCHAR, region VARCHAR, city VARCHAR, browser VARCHAR, browser_version VARCHAR,
    os VARCHAR, os_version VARCHAR, device VARCHAR, screen VARCHAR, language VARCHAR
);
