-- Write as the tenant $tenant from here to the end of the transaction, which goes on to see all rows. The lock is that of
-- the tenant's other writes.
SELECT set_config('app.tenant', $tenant, true), pg_advisory_xact_lock(hashtextextended($tenant, 0));
