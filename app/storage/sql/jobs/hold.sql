-- Go on holding a job. $lease_s: seconds from now. Columns: name; no row when another process has taken it.
UPDATE jobs
SET held_until = clock_timestamp() AT TIME ZONE 'UTC' + make_interval(secs => $lease_s)
WHERE name = $name AND holder = $holder
RETURNING name;
