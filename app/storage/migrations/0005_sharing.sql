-- Version 5: how websites are shared. The link itself is websites.share_id, null while it is off; these choices stay.

CREATE TABLE share_options (
    website INTEGER PRIMARY KEY,                   -- key of the website; without a row the defaults count
    embedding VARCHAR NOT NULL,                    -- app.domain.sharing.Embedding
    embed_origins VARCHAR[] NOT NULL,
    sections VARCHAR[] NOT NULL                    -- app.domain.sharing.Section
);
