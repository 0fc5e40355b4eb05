"""Handlers of items, one module a kind."""
