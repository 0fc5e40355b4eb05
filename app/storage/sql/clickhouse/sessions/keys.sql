-- Part of conditions: keys of the sessions of some events, or of some sessions.
-- Slots: rows (query); condition (on it). Columns: visitor, started_at.
SELECT visitor, started_at FROM ({rows}) WHERE {condition}
