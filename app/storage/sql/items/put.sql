-- Add an item, or replace the one of the same id. $body: JSON.
INSERT OR REPLACE INTO items (id, website, kind, body) VALUES ($id, $website, $kind, $body);
