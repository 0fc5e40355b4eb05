-- Add a sample website. $id, $name, $domain, $zone; $at: time of its creation, UTC. Columns: its key.
INSERT INTO websites (key, id, name, domain, timezone, created_at, updated_at)
VALUES (nextval('website_key'), $id, $name, $domain, $zone, $at, $at)
RETURNING key;
