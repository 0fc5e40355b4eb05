-- Whether the engine has more than a number of bytes of memory in use. Columns: has_more.
-- Parameters: $bytes.
SELECT sum(memory_usage_bytes) > $bytes AS has_more FROM duckdb_memory();
