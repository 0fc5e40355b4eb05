-- Parameters: $website.
ALTER TABLE events DELETE WHERE site = $website
