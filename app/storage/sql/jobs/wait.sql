-- Seconds until a job may be taken, below 0 for one that may. Columns: seconds.
SELECT
    CAST(extract(EPOCH FROM greatest(due_at, held_until) - clock_timestamp() AT TIME ZONE 'UTC') AS DOUBLE PRECISION)
FROM jobs
WHERE name = $name;
