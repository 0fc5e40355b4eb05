-- Add a tenant. $at: UTC.
INSERT INTO tenants (id, name, created_at) VALUES ($id, $name, $at);
