-- Version 1: the whole schema of the metadata. Times are UTC without zone. Tables that DuckDB has too have the same
-- columns there, so that the same statements serve both; `tenant` fills itself from the transaction.

CREATE TABLE plans (
    plan VARCHAR PRIMARY KEY,
    peak_events_per_sec INTEGER NOT NULL CHECK (peak_events_per_sec > 0),
    monthly_event_limit BIGINT NOT NULL CHECK (monthly_event_limit > 0)
);
INSERT INTO plans VALUES ('free', 100, 100000), ('pro', 1000, 10000000);

CREATE TABLE tenants (
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    name VARCHAR NOT NULL,
    plan VARCHAR NOT NULL DEFAULT 'free' REFERENCES plans,
    peak_events_per_sec INTEGER CHECK (peak_events_per_sec > 0),        -- null: as the plan
    monthly_event_limit BIGINT CHECK (monthly_event_limit > 0),         -- null: as the plan
    limits_changed_by VARCHAR,
    limits_changed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

-- Whose rows a transaction sees: those of app.tenant, or all with app.sees_all. With neither it sees none.
CREATE FUNCTION sees_all() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.sees_all', true) = 'yes', false) $$;

CREATE FUNCTION is_seen(tenant VARCHAR) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.sees_all', true) = 'yes' OR tenant = current_setting('app.tenant', true), false) $$;

CREATE FUNCTION own_tenant() RETURNS VARCHAR LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.tenant', true), '') $$;

-- People sign in with one address, whatever tenants they belong to.
CREATE TABLE users (
    id VARCHAR PRIMARY KEY,
    email VARCHAR NOT NULL UNIQUE,                 -- in lower case
    password_hash VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE members (
    tenant VARCHAR NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id VARCHAR NOT NULL REFERENCES users ON DELETE CASCADE,
    role VARCHAR NOT NULL CHECK (role IN ('owner', 'admin', 'viewer')),
    joined_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant, user_id)
);
CREATE INDEX ON members (user_id);

-- A link that makes someone a member, once.
CREATE TABLE invitations (
    token_hash VARCHAR PRIMARY KEY,                -- SHA-256, 64 hex characters
    tenant VARCHAR NOT NULL DEFAULT own_tenant() REFERENCES tenants ON DELETE CASCADE,
    email VARCHAR NOT NULL,                        -- in lower case
    role VARCHAR NOT NULL CHECK (role IN ('owner', 'admin', 'viewer')),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    UNIQUE (tenant, email)
);

CREATE SEQUENCE website_key AS INTEGER;
CREATE TABLE websites (
    tenant VARCHAR NOT NULL DEFAULT own_tenant() REFERENCES tenants,
    key INTEGER NOT NULL UNIQUE,                   -- stands for the website in every other table and in ClickHouse
    id VARCHAR NOT NULL UNIQUE,
    name VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    timezone VARCHAR NOT NULL DEFAULT 'UTC',
    share_id VARCHAR UNIQUE,
    ingest_peak_eps INTEGER,
    ingest_queue_max_events INTEGER,
    bot_mode VARCHAR NOT NULL DEFAULT 'balanced',
    bot_threshold INTEGER NOT NULL DEFAULT 70,
    is_sample BOOLEAN NOT NULL DEFAULT false,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant, key)
);

CREATE TABLE share_options (
    tenant VARCHAR NOT NULL DEFAULT own_tenant(),
    website INTEGER PRIMARY KEY,
    embedding VARCHAR NOT NULL,
    embed_origins VARCHAR[] NOT NULL,
    sections VARCHAR[] NOT NULL,
    FOREIGN KEY (tenant, website) REFERENCES websites (tenant, key)
);

CREATE TABLE items (
    tenant VARCHAR NOT NULL DEFAULT own_tenant(),
    id VARCHAR NOT NULL,
    website INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, website) REFERENCES websites (tenant, key)
);
CREATE INDEX ON items (website, kind);

CREATE TABLE api_keys (
    tenant VARCHAR NOT NULL DEFAULT own_tenant() REFERENCES tenants ON DELETE CASCADE,
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    key_hash VARCHAR NOT NULL UNIQUE,
    prefix VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    website_id VARCHAR,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE audit_entries (
    tenant VARCHAR DEFAULT own_tenant() REFERENCES tenants ON DELETE CASCADE,  -- null: of the server as a whole
    happened_at TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,
    caller VARCHAR,
    subject VARCHAR,
    number BIGINT NOT NULL                         -- ascending within a tenant: it tells nothing about others
);
CREATE UNIQUE INDEX ON audit_entries (coalesce(tenant, ''), number);
CREATE FUNCTION next_audit_number() RETURNS BIGINT LANGUAGE sql AS
$$
    SELECT coalesce(max(number), 0) + 1 FROM audit_entries WHERE coalesce(tenant, '') = coalesce(own_tenant(), '')
$$;
ALTER TABLE audit_entries ALTER number SET DEFAULT next_audit_number();

-- Events stored, by tenant and month.
CREATE TABLE usage (
    tenant VARCHAR NOT NULL REFERENCES tenants ON DELETE CASCADE,
    month DATE NOT NULL,                           -- its first day, UTC
    events BIGINT NOT NULL,
    PRIMARY KEY (tenant, month)
);

-- Of the server as a whole; a sign-in is checked before a tenant is known.
CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE auth_sessions (
    id VARCHAR PRIMARY KEY,
    mode VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP,
    client VARCHAR,
    user_id VARCHAR REFERENCES users ON DELETE CASCADE,
    tenant VARCHAR REFERENCES tenants ON DELETE CASCADE          -- whose data the session opens
);
CREATE INDEX ON auth_sessions (user_id);
-- Of people; all processes have to know the secret. enabled_at: null until it is confirmed with a first code.
CREATE TABLE user_second_factors (
    user_id VARCHAR PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    secret VARCHAR NOT NULL,
    begun_at TIMESTAMP NOT NULL,
    enabled_at TIMESTAMP,
    last_step BIGINT NOT NULL DEFAULT -1
);
CREATE TABLE user_recovery_codes (
    user_id VARCHAR NOT NULL REFERENCES user_second_factors ON DELETE CASCADE,
    code_hash VARCHAR NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
CREATE TABLE login_failures (caller VARCHAR NOT NULL, attempted_at TIMESTAMP NOT NULL);
CREATE INDEX ON login_failures (attempted_at);
CREATE INDEX ON login_failures (caller, attempted_at);

-- Work that processes share, done by one of them at a time. Times are those of this server: clocks of processes differ.
CREATE TABLE jobs (
    name VARCHAR PRIMARY KEY,
    due_at TIMESTAMP NOT NULL,
    holder VARCHAR,                                -- the process that does it, null: none
    held_until TIMESTAMP                           -- after this time it counts as killed
);

-- FORCE: the user who made the tables, as whom the program signs in, is subject to it as well.
DO $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['members', 'invitations', 'websites', 'share_options', 'items', 'api_keys', 'audit_entries']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY of_tenant ON %I USING (is_seen(tenant)) WITH CHECK (is_seen(tenant))', name);
    END LOOP;
    -- What the server keeps as a whole, and what decides how much a tenant may do: a tenant writes none of it.
    FOREACH name IN ARRAY ARRAY['plans', 'tenants', 'users', 'usage', 'settings', 'auth_sessions', 'login_failures',
        'user_second_factors', 'user_recovery_codes', 'jobs']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY of_server ON %I USING (sees_all()) WITH CHECK (sees_all())', name);
    END LOOP;
END
$$;
CREATE POLICY read_by_all ON plans FOR SELECT USING (true);
CREATE POLICY read_by_tenant ON tenants FOR SELECT USING (is_seen(id));
CREATE POLICY read_by_tenant ON usage FOR SELECT USING (is_seen(tenant));
CREATE POLICY read_by_tenant ON users FOR SELECT  -- its members, for those of others are not seen here either
    USING (EXISTS (SELECT FROM members WHERE members.user_id = users.id));

-- Other processes keep websites, items and keys in memory: they hear within a second that a tenant's have changed.
CREATE FUNCTION announce() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('changes', coalesce(own_tenant(), ''));
    RETURN NULL;
END
$$;
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON websites FOR EACH STATEMENT EXECUTE FUNCTION announce();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON items FOR EACH STATEMENT EXECUTE FUNCTION announce();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON share_options FOR EACH STATEMENT EXECUTE FUNCTION announce();
CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE OF revoked_at ON api_keys
    FOR EACH STATEMENT EXECUTE FUNCTION announce();

-- Sign-ins, members and keys as well, on a channel of their own: of them a process reads again only what has changed.
CREATE FUNCTION announce_session() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('people', 'session ' || coalesce(NEW.id, OLD.id));
    RETURN NULL;
END
$$;
CREATE FUNCTION announce_tenant() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('people', 'tenant ' || coalesce(NEW.tenant, OLD.tenant));
    RETURN NULL;
END
$$;
CREATE TRIGGER announce_session AFTER INSERT OR DELETE ON auth_sessions
    FOR EACH ROW EXECUTE FUNCTION announce_session();
CREATE TRIGGER announce_tenant AFTER INSERT OR UPDATE OR DELETE ON members
    FOR EACH ROW EXECUTE FUNCTION announce_tenant();
CREATE TRIGGER announce_tenant AFTER INSERT OR DELETE OR UPDATE OF revoked_at ON api_keys
    FOR EACH ROW EXECUTE FUNCTION announce_tenant();

-- Salts of the secret visitor ids, by UTC day: all processes have the same ones.
CREATE TABLE visitor_keys (epoch_day INTEGER PRIMARY KEY, key BYTEA NOT NULL);
ALTER TABLE visitor_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE visitor_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY of_server ON visitor_keys USING (sees_all()) WITH CHECK (sees_all());
