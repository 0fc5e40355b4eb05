-- Set the limits of a tenant in place of its plan's. $peak: events a second, $monthly: events a month, null: as the plan;
-- $by: who does; $at: UTC.
UPDATE tenants
SET peak_events_per_sec = $peak, monthly_event_limit = $monthly, limits_changed_by = $by, limits_changed_at = $at
WHERE id = $tenant;
