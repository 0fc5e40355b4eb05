-- Part of results: events that match a step.
-- Slots: entered_events (query of session_events of the visitors who took the first step); matching_sessions (condition
-- on it); steps (expression on it: bits of the steps that an event matches, 1 for the first).
-- Columns: visitor, started_at; ts; steps (bits); moment (time * 256 + steps).
SELECT visitor, started_at, ts, {steps} AS steps, toUnixTimestamp64Micro(ts) * 256 + steps AS moment
FROM ({entered_events})
WHERE {matching_sessions} AND steps != 0
