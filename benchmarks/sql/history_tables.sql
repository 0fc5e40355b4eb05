-- What visitors are drawn from, one row a slot; the rows come from benchmarks/vocabulary.py.
-- draw: a number from 0 to below - 1 that belongs to `of`; which: says which of its draws it is.
CREATE TEMP MACRO draw(of, which, below) AS (hash(of, which) % below::UBIGINT)::BIGINT;
CREATE TEMP TABLE pages (slot BIGINT, path VARCHAR, title VARCHAR, tail_kind VARCHAR);
CREATE TEMP TABLE sources (
    slot BIGINT, came_from VARCHAR, referrer_domain VARCHAR, query VARCHAR, channel VARCHAR, utm_source VARCHAR,
    utm_medium VARCHAR, utm_campaign VARCHAR, utm_term VARCHAR, utm_content VARCHAR
);
CREATE TEMP TABLE places (slot BIGINT, country VARCHAR, region VARCHAR, city VARCHAR, language VARCHAR);
CREATE TEMP TABLE contexts (
    of_crawlers BOOLEAN, slot BIGINT, browser VARCHAR, browser_version VARCHAR, os VARCHAR, os_version VARCHAR, device VARCHAR,
    screen VARCHAR, user_agent_hash UBIGINT, is_bot BOOLEAN, bot_score UTINYINT, bot_signals UTINYINT
);
CREATE TEMP TABLE custom_events (slot BIGINT, event_name VARCHAR, has_data BOOLEAN);
CREATE TEMP TABLE hours (slot BIGINT, hour INTEGER);
-- What each website gets on one day. members: people who bring an id of their own.
CREATE TEMP TABLE shares (website INTEGER, id VARCHAR, domain VARCHAR, events BIGINT, visits BIGINT, members BIGINT);
