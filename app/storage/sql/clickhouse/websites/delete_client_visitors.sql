-- Parameters: $website.
ALTER TABLE client_visitors DELETE WHERE site = $website
