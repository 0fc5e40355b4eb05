-- Let go of a job. $pause_s: seconds until it is due again, null: it stays due.
UPDATE jobs
SET
    holder = NULL,
    held_until = NULL,
    due_at = coalesce(clock_timestamp() AT TIME ZONE 'UTC' + make_interval(secs => $pause_s), due_at)
WHERE name = $name AND holder = $holder;
