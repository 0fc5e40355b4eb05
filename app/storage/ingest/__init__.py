"""Ingest tables: writing events and sessions, deleting old ones, and the position of the journal."""
