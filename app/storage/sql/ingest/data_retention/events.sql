-- Delete events received from $since until just before $before (UTC). Columns: number of deleted events.
DELETE FROM events WHERE ts >= $since AND ts < $before;
