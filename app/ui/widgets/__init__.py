"""Widgets that pages and windows are built from."""
