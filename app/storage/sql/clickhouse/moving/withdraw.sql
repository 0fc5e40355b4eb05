-- Delete the events that a writer has of a website from $since until just before $until (UTC).
ALTER TABLE events DELETE WHERE site = $website AND ts >= $since AND ts < $until AND writer = $writer
