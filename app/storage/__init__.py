"""The one DuckDB file: opening it, its schema, and every statement that reads or writes it."""
