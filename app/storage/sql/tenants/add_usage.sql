-- Count events of a tenant that were stored, unless it has been removed. $month: its first day.
INSERT INTO usage (tenant, month, events)
SELECT id, CAST($month AS DATE), CAST($events AS BIGINT) FROM tenants WHERE id = $tenant
ON CONFLICT (tenant, month) DO UPDATE SET events = usage.events + excluded.events;
