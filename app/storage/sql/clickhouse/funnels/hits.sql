-- Part of results: events that match a step. Slots: as in results.
-- Columns: visitor, started_at; ts; steps (bits); moment.
SELECT visitor, started_at, ts, {steps} AS steps, toUnixTimestamp64Micro(ts) * 256 + steps AS moment
FROM ({session_events})
WHERE {matching_sessions} AND steps != 0
