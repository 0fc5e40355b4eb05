"""Measures what the program promises: queries, ingest, memory. Not part of the program; run by `make bench`."""
