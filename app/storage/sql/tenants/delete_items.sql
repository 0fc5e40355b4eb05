-- Delete the items of a tenant's websites.
DELETE FROM items WHERE tenant = $tenant;
