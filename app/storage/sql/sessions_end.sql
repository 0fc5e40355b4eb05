-- Move the live sessions whose last event is older than $before (UTC) to the finished ones.
INSERT INTO sessions BY NAME
SELECT * FROM sessions_live WHERE ended_at <= $before ORDER BY website, started_at;
