-- The memory of the clock. Columns: app.domain.clock.ClockRecord as JSON; no row before the first start.
SELECT value FROM settings WHERE key = 'trusted_clock';
