-- Part of realtime: sessions with an event after $since.
-- Slots: session_events (query). Columns: visitor; referrer_domain (of its first event); is_bot.
SELECT e.visitor AS visitor,
       argMin(e.referrer_domain, (e.ts, e.writer, e.seq)) AS referrer_domain,
       max(e.is_bot) AS is_bot
FROM ({session_events}) AS e
GROUP BY e.visitor, e.started_at
HAVING max(e.ts) > $since
