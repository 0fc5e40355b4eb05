-- Tables that visitors are drawn from, one row a slot; the rows come from benchmarks/vocabulary.py.
-- draw: a number from 0 to below - 1 that depends on `of`; which: number of the draw.
CREATE TEMP MACRO draw(of, which, below) AS (hash(of, which) % below::UBIGINT)::BIGINT;
CREATE TEMP TABLE pages (slot BIGINT, path VARCHAR, title VARCHAR, query_kind VARCHAR);
CREATE TEMP TABLE sources (
    slot BIGINT, referrer_url VARCHAR, referrer_domain VARCHAR, query VARCHAR, channel VARCHAR, utm_source VARCHAR,
    utm_medium VARCHAR, utm_campaign VARCHAR, utm_term VARCHAR, utm_content VARCHAR
);
CREATE TEMP TABLE places (slot BIGINT, country VARCHAR, region VARCHAR, city VARCHAR, language VARCHAR);
CREATE TEMP TABLE contexts (
    of_crawlers BOOLEAN, slot BIGINT, browser VARCHAR, browser_version VARCHAR, os VARCHAR, os_version VARCHAR, device VARCHAR,
    screen VARCHAR, is_bot BOOLEAN, bot_score UTINYINT, bot_signals UTINYINT
);
CREATE TEMP TABLE custom_events (slot BIGINT, event_name VARCHAR, has_data BOOLEAN);
CREATE TEMP TABLE hours (slot BIGINT, hour INTEGER);
-- Numbers of each website on one day. members: visitors with a client id.
CREATE TEMP TABLE shares (website INTEGER, id VARCHAR, domain VARCHAR, events BIGINT, visits BIGINT, members BIGINT);
