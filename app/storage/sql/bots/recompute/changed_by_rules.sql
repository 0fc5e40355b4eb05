-- The events of $website from $since until just before $until (UTC) whose kind is in the table new_scores, which comes from
-- app.storage.bots.recompute, with their scores before and after.
CREATE TEMP TABLE changed AS
SELECT
    e.rowid AS row,
    e.session,
    e.ts,
    e.seq,
    e.is_bot AS was_bot,
    e.bot_score AS old_score,
    e.bot_signals AS old_signals,
    n.new_is_bot::BOOLEAN AS new_is_bot,
    n.new_score,
    n.new_signals
FROM events AS e
JOIN new_scores AS n
    ON e.path = n.path
    AND coalesce(e.agent, '') = n.agent
    AND e.bot_score = n.bot_score
    AND e.bot_signals = n.bot_signals
    AND e.is_bot = n.is_bot::BOOLEAN
WHERE e.website = $website AND e.ts >= $since AND e.ts < $until;
