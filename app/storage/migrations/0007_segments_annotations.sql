-- Version 7: what people keep beside the numbers: segments to ask by, and annotations that explain a day.

CREATE TABLE segments (
    id VARCHAR PRIMARY KEY,
    website INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    filters VARCHAR NOT NULL,                      -- JSON object: query parameters as they are sent, filter_... to text
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE annotations (
    id VARCHAR PRIMARY KEY,
    website INTEGER NOT NULL,
    day DATE NOT NULL,
    time_of_day VARCHAR,                           -- HH:MM as it was given; null: it is about the whole day
    timezone VARCHAR,                              -- the zone of day and time_of_day; null without a time
    text VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
