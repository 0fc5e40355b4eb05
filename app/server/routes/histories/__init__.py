"""Handlers of events that are stored at once: imports, and the sample website."""
