"""Databases of a server: one file, or ClickHouse and PostgreSQL."""
