-- Names of the tables of the database in use. Columns: name.
SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY name;
