"""Ingest: decoding, quotas, journal, enrichment and writing of events."""
