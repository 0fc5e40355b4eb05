"""Imports: files of other programs, and of this one, read as events."""
