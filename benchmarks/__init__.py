"""Benchmarks of queries, ingest and memory against their targets. Not part of the program; run by `make bench`."""
