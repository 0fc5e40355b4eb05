"""Pages for the server: status, settings, access and log."""
