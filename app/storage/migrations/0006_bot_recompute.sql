-- Version 6: bot scores of stored events can be computed again.

-- 16 hexadecimal characters of a hash of the user agent; null: none was sent, or the event is older than this version. It
-- is a text, since DuckDB stores equal texts of a block once, and numbers of 64 bits as they are.
ALTER TABLE events ADD COLUMN agent VARCHAR;

-- User agents of bots as they were sent, by that hash. Deleted 30 days after their last event.
CREATE TABLE bot_agents (
    website INTEGER NOT NULL,
    agent VARCHAR NOT NULL,
    user_agent VARCHAR NOT NULL,
    seen_on DATE NOT NULL
);

-- Recomputes of websites, the last ones of each.
CREATE TABLE bot_recomputes (
    id VARCHAR NOT NULL,
    website INTEGER NOT NULL,
    status VARCHAR NOT NULL,                       -- app.domain.bot_recompute.RecomputeStatus
    start_at TIMESTAMP NOT NULL,
    end_at TIMESTAMP NOT NULL,                     -- exclusive
    created_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    error_message VARCHAR,
    events UBIGINT NOT NULL,                       -- to be looked at
    done UBIGINT NOT NULL,                         -- of them
    changed UBIGINT NOT NULL
);

-- Scores before the last recompute of a website, of the events that it changed: they undo it.
CREATE TABLE recomputed_events (
    website INTEGER NOT NULL,
    ts TIMESTAMP NOT NULL,
    seq UBIGINT NOT NULL,
    is_bot BOOLEAN NOT NULL,
    bot_score UTINYINT NOT NULL,
    bot_signals UTINYINT NOT NULL
);
