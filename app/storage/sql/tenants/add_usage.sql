-- Count events of a tenant that were stored. $month: its first day.
INSERT INTO usage (tenant, month, events) VALUES ($tenant, $month, $events)
ON CONFLICT (tenant, month) DO UPDATE SET events = usage.events + excluded.events;
