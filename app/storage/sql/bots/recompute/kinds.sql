-- Kinds of events of $website from $since until just before $until (UTC): those that every rule treats alike.
-- Columns: path; agent; is_bot; bot_score; bot_signals; events; pageviews.
SELECT path, agent, is_bot, bot_score, bot_signals, count(*) AS events, count(*) FILTER (kind = 'pageview') AS pageviews
FROM events
WHERE website = $website AND ts >= $since AND ts < $until
GROUP BY ALL;
