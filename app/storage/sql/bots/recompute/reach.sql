-- The time that the events of the table changed and their sessions take. They are of $website, from $since until just before
-- $until (UTC). Columns: events; first, last; both null without events.
SELECT
    (SELECT count(*) FROM changed),
    least((SELECT min(ts) FROM changed), min(started_at)),
    greatest((SELECT max(ts) FROM changed), max(ended_at))
FROM all_sessions
WHERE website = $website
    AND started_at < $until
    AND ended_at >= $since
    AND session IN (SELECT session FROM changed);
