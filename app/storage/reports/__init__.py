"""Report queries: plain functions on a connection."""
