-- Delete events received from $since until just before $before (UTC).
ALTER TABLE events DELETE WHERE ts >= $since AND ts < $before
