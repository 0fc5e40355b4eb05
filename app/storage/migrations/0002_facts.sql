-- Version 2: facts of closed days, from which reports over whole days are read. They are a cache: deleting them changes
-- no answer. Days are those of the zone of their range.

-- Days of a website that have facts: from `since` until just before `until`. Facts of other days do not count.
CREATE TABLE fact_ranges (
    website INTEGER NOT NULL,
    zone VARCHAR NOT NULL,
    includes_bots BOOLEAN NOT NULL,
    rules INTEGER NOT NULL,                        -- app.storage.facts.ranges.RULES when they were made
    floor DATE,                                    -- no facts can be made of days before it; null: of every day
    since DATE,                                    -- null: from the first event on
    until DATE NOT NULL,
    ends TIMESTAMP NOT NULL,                       -- first instant of `until`
    daily_events BIGINT NOT NULL                   -- of the website, on average: whether facts are worth reading
);

-- Time up to which data retention has deleted events, though not the sessions that went on after it: a day with such a
-- session gets no facts. An older database shows it by sessions that began before the first event of their website.
CREATE TABLE events_deleted_until (until TIMESTAMP NOT NULL);
INSERT INTO events_deleted_until
SELECT coalesce(max(first_at), '-infinity')
FROM (SELECT website, min(ts) AS first_at FROM events GROUP BY website)
JOIN (SELECT website, min(started_at) AS began_at FROM all_sessions GROUP BY website) USING (website)
WHERE began_at < first_at;

-- Visitors of a day with a value, split by the last day before on which they had it: a sum over a range of days counts
-- each of them once, on the first of these days.
CREATE TABLE visitor_facts (
    website INTEGER NOT NULL,
    dimension VARCHAR NOT NULL,
    day DATE NOT NULL,
    earlier DATE,                                  -- null: they never had the value before
    value VARCHAR NOT NULL,
    visitors BIGINT NOT NULL,
    pageviews BIGINT NOT NULL
);

-- The same of sessions, with their bounces and durations as wholes.
CREATE TABLE session_facts (
    website INTEGER NOT NULL,
    dimension VARCHAR NOT NULL,
    day DATE NOT NULL,
    earlier DATE,                                  -- null: the session has the value on this day for the first time
    value VARCHAR NOT NULL,
    sessions BIGINT NOT NULL,
    bounces BIGINT NOT NULL,
    duration_us BIGINT NOT NULL
);
