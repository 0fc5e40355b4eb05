-- Something to answer, for health checks.
SELECT 1;
