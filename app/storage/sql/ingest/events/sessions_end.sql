-- Copy the live sessions whose last event is at $before (UTC) or older to the ended ones.
INSERT INTO sessions BY NAME
SELECT * FROM sessions_live WHERE ended_at <= $before ORDER BY website, started_at;
