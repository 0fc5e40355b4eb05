"""Imports on the server: files that are received and read, and the jobs that store and undo them."""
