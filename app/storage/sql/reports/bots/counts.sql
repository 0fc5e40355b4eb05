-- Events by hour, by whether a bot caused them, and by their signals. Slots: events (condition on events).
-- Columns: hour (start, UTC); is_bot; bot_signals; events.
SELECT date_trunc('hour', ts) AS hour, is_bot, bot_signals, count(*) AS events
FROM events
WHERE {events}
GROUP BY ALL
ORDER BY ALL;
