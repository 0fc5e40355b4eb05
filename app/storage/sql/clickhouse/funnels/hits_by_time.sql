-- Part of results: what a session's events of one time match is one moment. Slots: hits (query).
-- Columns: visitor, started_at; steps (bits); moment.
SELECT visitor, started_at, groupBitOr(h.steps) AS steps, toUnixTimestamp64Micro(ts) * 256 + steps AS moment
FROM ({hits}) AS h
GROUP BY visitor, started_at, ts
