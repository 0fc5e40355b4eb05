-- One page of the sessions, by number alone. Slots: source (query or view of sessions); sessions, wanted (conditions);
-- position (expression: a count or microseconds); order (direction). $limit: rows.
-- Columns: session; position; started_at (UTC).
SELECT session, {position} AS position, started_at
FROM {source}
WHERE {sessions} AND {wanted}
ORDER BY position {order}, session {order}
LIMIT $limit;
