"""Handlers of the reports."""
