"""The city database of the owner's: taken from an upload or fetched from its publisher, checked, put in its place."""
