-- What tells the events that a writer has of a website from $since until just before $until (UTC) from others.
-- Columns: events; digest (of their numbers).
SELECT count() AS events, groupBitXor(seq) AS digest
FROM events WHERE site = $website AND ts >= $since AND ts < $until AND writer = $writer
