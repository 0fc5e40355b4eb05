-- Delete the scores that events of $website from $since until just before $until (UTC) had before a recompute.
DELETE FROM recomputed_events WHERE website = $website AND ts >= $since AND ts < $until;
