-- seq of the first event of the journal that is not stored yet.
SELECT next_seq FROM journal_position;
