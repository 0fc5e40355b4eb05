-- Delete the websites of a tenant; run it after the statements that delete what belongs to them.
DELETE FROM websites WHERE tenant = $tenant;
