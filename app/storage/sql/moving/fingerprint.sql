-- What tells the events of a website from $since until just before $until (UTC) from others.
-- Columns: events; digest (of their numbers).
SELECT count(*) AS events, coalesce(bit_xor(seq), 0) AS digest
FROM events WHERE website = $website AND ts >= $since AND ts < $until;
