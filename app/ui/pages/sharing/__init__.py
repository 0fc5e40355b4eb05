"""The Sharing page and its cards."""
