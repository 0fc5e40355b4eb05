-- Find the oldest event or session that retention deletes. $since, $before: UTC. Columns: its time, null when there is none.
SELECT least(
    (SELECT min(ts) FROM events WHERE ts >= $since AND ts < $before),
    (SELECT min(ended_at) FROM sessions WHERE ended_at >= $since AND ended_at < $before)
);
