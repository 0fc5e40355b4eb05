-- Parameters: $website.
ALTER TABLE first_visits DELETE WHERE site = $website
