"""Copies of whole databases: from a DuckDB file into a tenant of cloud mode, and back."""
