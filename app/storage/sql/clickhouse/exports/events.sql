-- Next events of an export, oldest first.
-- Slots: event_rows (table or query); events (condition on it, of the times from $start to $end); session_keys (query of
-- events with the start of their session); columns (expressions).
-- Parameters: $writer, $seq (least identity of an event at $start itself); $rows (most rows); $website_id (of the API);
-- those of the slots.
-- Columns: ts (UTC); number (writer and seq as one); those of the slot.
SELECT ts, bitShiftLeft(toUInt128(writer), 64) + seq AS number, {columns}
FROM (
    SELECT p.*, s.started_at AS started_at, c.client_id AS client_id
    FROM (
        SELECT * EXCEPT started_at
        FROM {event_rows}
        WHERE {events} AND (ts > $start OR (writer, seq) >= ($writer, $seq))
        ORDER BY ts, writer, seq
        LIMIT $rows
    ) AS p
    LEFT JOIN (
        SELECT writer AS of_writer, seq AS of_seq, started_at
        FROM ({session_keys})
        WHERE ts >= $start AND ts < $end
    ) AS s ON p.writer = s.of_writer AND p.seq = s.of_seq
    LEFT JOIN (
        SELECT visitor AS of_visitor, any(client_id) AS client_id
        FROM client_visitors
        WHERE site = $website AND visitor IN (
            SELECT visitor FROM events WHERE site = $website AND ts >= $start AND ts < $end
        )
        GROUP BY visitor
    ) AS c ON p.visitor = c.of_visitor
)
ORDER BY ts, writer, seq
SETTINGS output_format_json_escape_forward_slashes = 0
