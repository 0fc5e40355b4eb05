"""Accounts, API keys and the second factor in the database."""
