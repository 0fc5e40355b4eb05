-- Version 1: events. Times are UTC. `site` is the key of a website. Text columns have no null: an empty text means none.
-- Rows of one visitor lie together within a day, for sessions are decided by his events.
-- Slots: on_cluster; replicated (beginning of the names of engines).

CREATE TABLE IF NOT EXISTS events {on_cluster} (
    site UInt32,
    ts DateTime64(6, 'UTC') CODEC(Delta, ZSTD),    -- time of receipt
    writer UInt32,                                 -- process that stored it; with seq the identity of an event
    seq UInt64 CODEC(Delta, ZSTD),                 -- journal record number * 64 + index within the request
    batch UInt64 CODEC(Delta, ZSTD),               -- of its writer: an insert is all there when its rows are
    kind Enum8('pageview' = 1, 'event' = 2),
    visitor UInt64 CODEC(ZSTD),                    -- 16 hex characters on the wire
    origin LowCardinality(String),                 -- scheme, host and port as sent; empty for a path
    hostname LowCardinality(String),
    path String CODEC(ZSTD),
    query_and_fragment String CODEC(ZSTD),         -- query and fragment as sent
    url String CODEC(ZSTD),                        -- empty where origin, path, query_and_fragment are the URL as sent
    title String CODEC(ZSTD),
    referrer_url String CODEC(ZSTD),
    referrer_domain LowCardinality(String),
    event_name LowCardinality(String),
    event_data String CODEC(ZSTD),                 -- compact JSON, keys sorted
    properties Map(String, String) CODEC(ZSTD),    -- text of each key of event_data that has one
    country LowCardinality(String),
    region LowCardinality(String),
    city LowCardinality(String),
    browser LowCardinality(String),
    browser_version LowCardinality(String),
    os LowCardinality(String),
    os_version LowCardinality(String),
    device LowCardinality(String),
    screen LowCardinality(String),
    language LowCardinality(String),
    utm_source LowCardinality(String),
    utm_medium LowCardinality(String),
    utm_campaign LowCardinality(String),
    utm_term LowCardinality(String),
    utm_content LowCardinality(String),
    source LowCardinality(String),                 -- utm_source or referrer_domain; a session has its first one
    channel LowCardinality(String),                -- of the session that the writer saw it in
    is_bot Bool,
    bot_score UInt8,
    bot_signals UInt8,                             -- bits of app.domain.ingest.bots.Signals
    INDEX batches batch TYPE minmax GRANULARITY 1
)
ENGINE = {replicated}MergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (site, toDate(ts), visitor, ts)
SETTINGS fsync_after_insert = 1,                   -- a batch that counts as stored is nowhere else
         fsync_part_directory = 1,
         non_replicated_deduplication_window = 10000,
         replicated_deduplication_window = 10000,
         replicated_deduplication_window_seconds = 604800;

-- Visitor ids that clients chose, as sent. Events carry their 64-bit hash.
CREATE TABLE IF NOT EXISTS client_visitors {on_cluster} (
    site UInt32,
    visitor UInt64,
    client_id String,
    sent_at DateTime('UTC') DEFAULT now()
)
ENGINE = {replicated}ReplacingMergeTree(sent_at)
ORDER BY (site, visitor);
