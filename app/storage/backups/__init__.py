"""Backups of the DuckDB file: a copy of everything but secrets, what is in a copy, and putting one back."""
