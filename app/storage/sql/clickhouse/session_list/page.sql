-- One page of the sessions, by key alone.
-- Slots: all_sessions (query); sessions, page_conditions (conditions on it); session_id (expression); position
-- (expression: a count or microseconds); order (direction). Parameters: $limit (rows).
-- Columns: visitor, started_at (key); session_id; position; ended_at (UTC, as far as the window's reach).
SELECT visitor, started_at, {session_id} AS session_id, {position} AS place, ended_at
FROM ({all_sessions})
WHERE {sessions} AND {page_conditions}
ORDER BY place {order}, session_id {order}
LIMIT $limit
