"""Sections of the report pages: each says what it asks the server and shows the replies."""
