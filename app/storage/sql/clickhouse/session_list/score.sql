-- Score and signals of a session: those of its first event with the highest score.
-- Parameters: $website; $visitor; $from, $until (UTC: the first and the last of its events). Columns: bot_score; bot_signals.
SELECT bot_score, bot_signals
FROM events
WHERE site = $website AND visitor = $visitor AND ts >= $from AND ts <= $until
ORDER BY bot_score DESC, ts, writer, seq
LIMIT 1
