-- Part of attribution: events of the sessions with a conversion, up to the end of the window, those before it too.
-- Slots: session_events (query); bots, conversions (conditions on it); key (expression on it).
-- Columns: those of session_events; key.
SELECT *, {key} AS key
FROM ({session_events})
WHERE ts < $end AND {bots} AND (visitor, started_at) IN (
    SELECT visitor, started_at FROM ({session_events}) WHERE {conversions}
)
