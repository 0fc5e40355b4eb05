-- Give the sessions of the table judged their new scores. $website, $first, $last: as there. Slot: sessions (table).
UPDATE {sessions} AS old
SET is_bot = judged.is_bot, bot_score = judged.bot_score, bot_signals = judged.bot_signals
FROM judged
WHERE old.session = judged.session
    AND old.website = $website
    AND old.started_at >= $first
    AND old.started_at <= $last
    AND (old.is_bot, old.bot_score, old.bot_signals) <> (judged.is_bot, judged.bot_score, judged.bot_signals);
