-- Move the live sessions whose last event is at $before (UTC) or older to the finished ones.
INSERT INTO sessions BY NAME
SELECT * FROM sessions_live WHERE ended_at <= $before ORDER BY website, started_at;
