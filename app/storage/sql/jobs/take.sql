-- Take a job that is due, unless another process holds it or is taking it. $lease_s: seconds for which it is held.
-- Columns: name; no row when it was not taken.
UPDATE jobs
SET holder = $holder, held_until = clock_timestamp() AT TIME ZONE 'UTC' + make_interval(secs => $lease_s)
WHERE name IN (
    SELECT name
    FROM jobs
    WHERE
        name = $name
        AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'
        AND (held_until IS NULL OR held_until <= clock_timestamp() AT TIME ZONE 'UTC')
    FOR UPDATE SKIP LOCKED
)
RETURNING name;
