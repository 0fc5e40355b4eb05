-- Add facts of a website. The table new_facts comes from app.storage.facts.making.
INSERT INTO facts
SELECT $website, dimension, day, earlier, value, visitors, pageviews, sessions, bounces, duration_us FROM new_facts;
