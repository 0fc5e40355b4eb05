-- The events of $website from $since until just before $until (UTC) whose scores before a recompute are kept.
CREATE TEMP TABLE changed AS
SELECT
    e.rowid AS row,
    e.session,
    e.ts,
    old.is_bot AS new_is_bot,
    old.bot_score AS new_score,
    old.bot_signals AS new_signals
FROM events AS e
JOIN recomputed_events AS old ON e.website = old.website AND e.ts = old.ts AND e.seq = old.seq
WHERE e.website = $website AND e.ts >= $since AND e.ts < $until;
