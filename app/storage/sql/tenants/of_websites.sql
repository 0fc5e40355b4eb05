-- The tenant of every website. Columns: key of the website, tenant.
SELECT key, tenant FROM websites;
