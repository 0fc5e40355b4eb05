"""Qt models over the values the client returns."""
