-- Give a tenant another plan. $plan: its name.
UPDATE tenants SET plan = $plan WHERE id = $tenant;
