-- Add a made-up website. $id, $name, $domain, $zone; $at: when it was made, UTC. Columns: its key.
INSERT INTO websites (key, id, name, domain, timezone, created_at, updated_at)
VALUES (nextval('website_key'), $id, $name, $domain, $zone, $at, $at)
RETURNING key;
