-- Version 6: goals and funnels. website: the key of table websites. Times are UTC.

CREATE TABLE goals (
    id VARCHAR PRIMARY KEY,
    website INTEGER NOT NULL,
    name VARCHAR NOT NULL,                         -- no two of a website are the same
    goal_type VARCHAR NOT NULL,                    -- page_view or event
    match_value VARCHAR NOT NULL,
    match_operator VARCHAR NOT NULL,               -- equals, contains, starts_with or ends_with
    value_mode VARCHAR NOT NULL,                   -- none, fixed or event_property
    fixed_value DOUBLE,
    value_property_key VARCHAR,
    currency VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE funnels (
    id VARCHAR PRIMARY KEY,
    website INTEGER NOT NULL,
    name VARCHAR NOT NULL,                         -- no two of a website are the same
    any_order BOOLEAN NOT NULL,                    -- else the steps are taken one after the other
    window_seconds INTEGER,                        -- the longest time all steps may take; null: any
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE funnel_steps (
    id VARCHAR NOT NULL,
    funnel_id VARCHAR NOT NULL,
    step_order INTEGER NOT NULL,                   -- from 1
    step_type VARCHAR NOT NULL,                    -- page_view or event
    match_value VARCHAR NOT NULL,
    match_operator VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL
);
