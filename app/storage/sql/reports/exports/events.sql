-- The next events of an export, oldest first, at most $rows. Slots: events (condition on events from $start to $end, as
-- times of the piece), columns (expressions). $seq: the least number of an event at $start itself.
-- $website_id: as clients know it. Columns: ts (UTC); seq; those of the slot.
WITH piece AS (
    FROM events
    WHERE {events} AND (ts > $start OR seq >= $seq)
    ORDER BY ts, seq
    LIMIT $rows
)
SELECT ts, seq, {columns}
FROM piece LEFT JOIN client_visitors USING (website, visitor)
ORDER BY ts, seq;
