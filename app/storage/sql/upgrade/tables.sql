-- Names of the tables of the attached database `old`. Columns: name.
SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'old' ORDER BY name;
