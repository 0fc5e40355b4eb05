-- Find out which of some events are stored. $seqs: their numbers; $since, $until: times of receipt (UTC), both included.
-- Columns: seq, ts.
SELECT seq, ts FROM events WHERE ts >= $since AND ts <= $until AND seq IN (SELECT unnest($seqs::UBIGINT[]));
