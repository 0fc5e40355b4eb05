"""Accounts, sessions, API keys, and the checks that decide whether a request may pass."""
