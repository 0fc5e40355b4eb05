-- Store first visits of an import: a visitor has the number of his first session.
INSERT INTO first_visits SELECT website, visitor, started_at FROM import_sessions WHERE visitor = session ORDER BY started_at;
