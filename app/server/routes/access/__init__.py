"""Handlers for accounts, sessions, API keys, the second factor and the audit log."""
