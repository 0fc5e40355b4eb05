-- Record up to where the journal is stored. $next_seq: seq of the first event that is not.
UPDATE journal_position SET next_seq = $next_seq;
