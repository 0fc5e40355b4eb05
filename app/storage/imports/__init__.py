"""Imports: files that are read, in a database of their own, and what is stored of them."""
