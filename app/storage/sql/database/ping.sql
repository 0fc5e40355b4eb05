-- Returns one row, for health checks.
SELECT 1;
