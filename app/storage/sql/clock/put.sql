-- Replace the memory of the clock. $record: app.domain.clock.ClockRecord as JSON.
INSERT INTO settings (key, value) VALUES ('trusted_clock', $record)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
