-- Delete the row of a tenant, and with it its members, invitations, keys and usage. Columns: id; no row when there was none.
DELETE FROM tenants WHERE id = $tenant RETURNING id;
