-- Time of the newest event in the sessions of a website (UTC), null without one. Finished sessions lie in order of their
-- ends: the last one alone is found without reading the others.
SELECT max(ended_at)
FROM (
    (SELECT ended_at FROM sessions WHERE website = $website ORDER BY ended_at DESC LIMIT 1)
    UNION ALL
    SELECT ended_at FROM sessions_live WHERE website = $website
);
