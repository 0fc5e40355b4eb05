-- Find the oldest event that retention deletes. $since, $before: UTC. Columns: number of events, time of the oldest.
SELECT count(), min(ts) FROM events WHERE ts >= $since AND ts < $before
