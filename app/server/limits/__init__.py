"""Limits on requests and reports: per address, per website, per share link."""
