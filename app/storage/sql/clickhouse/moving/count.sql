-- Number of events of $websites from $since until just before $until (UTC).
SELECT count() FROM events WHERE site IN $websites AND ts >= $since AND ts < $until
