-- Every tenant, in the order they were added. Columns: id, name, plan, limits of the plan (events a second, events a
-- month), own limits in their place (null: none), who set them and when (UTC), start (UTC).
SELECT
    tenants.id, tenants.name, tenants.plan, plans.peak_events_per_sec, plans.monthly_event_limit,
    tenants.peak_events_per_sec, tenants.monthly_event_limit, tenants.limits_changed_by, tenants.limits_changed_at,
    tenants.created_at
FROM tenants JOIN plans USING (plan)
ORDER BY tenants.created_at, tenants.id;
