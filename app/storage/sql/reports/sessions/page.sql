-- One page of the sessions, by number alone.
-- Slots: source (query or view of sessions); sessions, page_conditions (conditions on sessions); position (expression:
-- a count or microseconds); order (direction). Parameters: $limit (rows).
-- Columns: session (number); session_id; position; started_at (UTC).
SELECT session, session_id, {position} AS position, started_at
FROM {source}
WHERE {sessions} AND {page_conditions}
ORDER BY position {order}, session_id {order}
LIMIT $limit;
