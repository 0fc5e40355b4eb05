-- Find the oldest event or session that retention deletes. $before: UTC. Columns: its time, null when there is none.
SELECT least(
    (SELECT min(ts) FROM events WHERE ts < $before),
    (SELECT min(ended_at) FROM sessions WHERE ended_at < $before)
);
