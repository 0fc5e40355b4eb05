"""Storage of accounts, API keys and the second factor."""
