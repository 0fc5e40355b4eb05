-- Replace the memory of the clock. $record: app.domain.clock.ClockRecord as JSON.
INSERT OR REPLACE INTO settings (key, value) VALUES ('trusted_clock', $record);
