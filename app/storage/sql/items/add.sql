-- Add an item of a new id. $body: JSON.
INSERT INTO items (id, website, kind, body) VALUES ($id, $website, $kind, $body);
