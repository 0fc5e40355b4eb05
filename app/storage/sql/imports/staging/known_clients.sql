-- Keep one row of each client.
CREATE TABLE known_clients AS SELECT DISTINCT ON (visitor) * FROM clients;
