"""Schema of the DuckDB file: migrations of a new or older one, and the upgrade of an existing file."""
