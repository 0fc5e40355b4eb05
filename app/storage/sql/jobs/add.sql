-- Add a job, due now, unless it is known.
INSERT INTO jobs (name, due_at) VALUES ($name, clock_timestamp() AT TIME ZONE 'UTC') ON CONFLICT DO NOTHING;
