"""Pages for API keys, sign-in, the password and the second factor."""
