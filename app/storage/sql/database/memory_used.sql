-- Check whether the engine has more than $bytes of memory in use. Columns: has_more.
SELECT sum(memory_usage_bytes) > $bytes AS has_more FROM duckdb_memory();
