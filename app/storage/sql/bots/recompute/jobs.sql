-- Recomputes of $website, newest first. Columns: those of app.domain.bot_recompute.RecomputeJob.
SELECT
    * EXCLUDE (website),
    row_number() OVER newest = 1 AND EXISTS (FROM recomputed_events WHERE website = $website) AS can_undo
FROM bot_recomputes
WHERE website = $website
WINDOW newest AS (ORDER BY created_at DESC, id DESC)
ORDER BY created_at DESC, id DESC;
