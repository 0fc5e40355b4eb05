-- Give the events of the table changed their new scores. They are of $website, from $since until just before $until (UTC).
UPDATE events
SET is_bot = changed.new_is_bot, bot_score = changed.new_score, bot_signals = changed.new_signals
FROM changed
WHERE events.rowid = changed.row
    AND events.website = $website
    AND events.ts >= $since
    AND events.ts < $until;
