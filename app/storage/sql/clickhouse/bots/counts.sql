-- Events by hour, by whether a bot caused them, and by their signals. Slots: event_rows (table or query of events);
-- events (condition on it). Columns: hour (start, UTC); is_bot; bot_signals; events.
SELECT toStartOfHour(ts, 'UTC') AS hour, is_bot, bot_signals, count() AS events
FROM {event_rows}
WHERE {events}
GROUP BY hour, is_bot, bot_signals
ORDER BY hour, is_bot, bot_signals
