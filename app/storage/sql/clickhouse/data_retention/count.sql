-- Number of events received from $since until just before $before (UTC).
SELECT count() FROM events WHERE ts >= $since AND ts < $before
