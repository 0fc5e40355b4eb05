-- Roles and database, run once by the administrator when PostgreSQL has no data yet (psql).
\set ON_ERROR_STOP on
\getenv password SPARKLYTICS_POSTGRES_PASSWORD

-- As whom the program signs in. It makes the tables and is still subject to row-level security, which keeps tenants
-- apart: superusers and roles with BYPASSRLS are not, and the program refuses them.
CREATE ROLE sparklytics LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';

-- As whom backup.sh reads the rows of all tenants. Without a password, so only from within the container.
CREATE ROLE sparklytics_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE sparklytics_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO sparklytics_backup;

CREATE DATABASE sparklytics OWNER sparklytics TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE ALL ON DATABASE sparklytics FROM PUBLIC;
GRANT CONNECT ON DATABASE sparklytics TO sparklytics_backup;
