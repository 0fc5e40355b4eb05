-- The size of all tables. Columns: bytes.
SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = currentDatabase()
