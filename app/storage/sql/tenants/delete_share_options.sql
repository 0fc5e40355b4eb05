-- Delete the choices for the share links of a tenant.
DELETE FROM share_options WHERE tenant = $tenant;
