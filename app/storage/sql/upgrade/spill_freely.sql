-- Lift the limit of what this connection may put on the disk when the memory is full: DuckDB's own, 90 % of the free space.
RESET max_temp_directory_size;
