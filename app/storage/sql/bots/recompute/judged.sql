-- What the sessions of the table changed are by their events: as app.domain.ingest.sessions adds an event. $website: their
-- website; $first, $last (UTC): the time they take.
CREATE TEMP TABLE judged AS
SELECT
    session,
    bool_or(is_bot) AS is_bot,
    max(bot_score) AS bot_score,
    first(bot_signals ORDER BY bot_score DESC, seq) AS bot_signals
FROM events
WHERE website = $website AND ts >= $first AND ts <= $last AND session IN (SELECT session FROM changed)
GROUP BY session;
