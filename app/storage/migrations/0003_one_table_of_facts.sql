-- Version 3: the facts of visitors and of sessions stand in one table, so that one sum has the numbers of a value. They are
-- made anew: facts are a cache.

DROP TABLE visitor_facts;
DROP TABLE session_facts;
DELETE FROM fact_ranges;

-- What a day has of a value. A sum over a range of days counts visitors and sessions only where `earlier` is null or before
-- the range: so each is counted once, on the first of these days.
CREATE TABLE facts (
    website INTEGER NOT NULL,
    dimension VARCHAR NOT NULL,
    day DATE NOT NULL,
    earlier DATE,                                  -- the last day before on which they had the value; null: never
    value VARCHAR NOT NULL,
    visitors BIGINT NOT NULL,
    pageviews BIGINT NOT NULL,                     -- whatever `earlier` is
    sessions BIGINT NOT NULL,                      -- with bounces and duration_us as wholes, not those of the day
    bounces BIGINT NOT NULL,
    duration_us BIGINT NOT NULL
);
