-- Version 2: signing in and API keys. Times are UTC. Nothing here tells a password, a key or an address.
-- Rows of `settings` that belong to it: admin_password_hash, password_change_required, jwt_secret, password_mode_hash,
-- caller_key.

CREATE TABLE api_keys (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    key_hash VARCHAR NOT NULL UNIQUE,              -- SHA-256 of the whole key, 64 hex characters
    prefix VARCHAR NOT NULL,                       -- its first 20 characters, to tell keys apart
    scope VARCHAR NOT NULL,                        -- read, write or admin
    website_id VARCHAR,                            -- the only website it is good for; null: every one
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP
);

-- Who is signed in. A token whose id is not here opens nothing, whatever its signature says.
CREATE TABLE sign_ins (
    id VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,                         -- the auth mode it was made in, and is good for
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

-- Wrong passwords. caller: a keyed hash of the address, for nobody to read.
CREATE TABLE login_failures (caller VARCHAR NOT NULL, attempted_at TIMESTAMP NOT NULL);

-- What happened to accounts and keys, for whoever has to find out later.
CREATE TABLE security_events (
    happened_at TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,                         -- app.domain.access.SecurityEvent
    caller VARCHAR,                                -- as in login_failures; null: this computer
    subject VARCHAR                                -- id of the key it was about
);
