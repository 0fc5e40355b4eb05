-- Version 2: first visits of visitors whose first events were deleted for their age, and settings of the database.

CREATE TABLE IF NOT EXISTS first_visits {on_cluster} (
    site UInt32,
    visitor UInt64,
    first_at SimpleAggregateFunction(min, DateTime64(6, 'UTC'))
)
ENGINE = {replicated}AggregatingMergeTree
ORDER BY (site, visitor);

-- Where two processes gave a key a value at once, the lower one counts.
CREATE TABLE IF NOT EXISTS settings {on_cluster} (key String, value String)
ENGINE = {replicated}ReplacingMergeTree
ORDER BY (key, value);

INSERT INTO settings (key, value)
SELECT 'event_id_key', $secret WHERE (SELECT count() FROM settings WHERE key = 'event_id_key') = 0;
