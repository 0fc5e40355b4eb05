-- Names that mean something in the database. Columns: name (lower case); kind (table, or function for one that does more
-- than return a value).
SELECT lower(table_name) AS name, 'table' AS kind FROM duckdb_tables()
UNION
SELECT lower(view_name), 'table' FROM duckdb_views()
UNION
SELECT lower(function_name), 'function' FROM duckdb_functions() WHERE has_side_effects;
