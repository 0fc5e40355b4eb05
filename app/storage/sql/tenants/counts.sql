-- Members and websites of every tenant. Columns: tenant, number of members, number of websites.
SELECT
    id,
    (SELECT count(*) FROM members WHERE members.tenant = tenants.id),
    (SELECT count(*) FROM websites WHERE websites.tenant = tenants.id)
FROM tenants;
