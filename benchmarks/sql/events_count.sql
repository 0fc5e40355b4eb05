-- Number of stored events. Columns: rows; distinct sequence numbers, each of which is one event of the journal.
SELECT count(*), count(DISTINCT seq) FROM events;
