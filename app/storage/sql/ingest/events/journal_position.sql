-- Get the position of the store in the journal. Columns: seq of the first event that is not stored yet.
SELECT next_seq FROM journal_position;
