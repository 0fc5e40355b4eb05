-- Find out which of some events of a writer are stored. $seqs: their numbers; $since, $until: times of receipt (UTC), both
-- included. Columns: seq, time of receipt in microseconds.
SELECT seq, toUnixTimestamp64Micro(ts) AS at_us FROM events
WHERE ts >= $since AND ts <= $until AND writer = $writer AND seq IN $seqs
