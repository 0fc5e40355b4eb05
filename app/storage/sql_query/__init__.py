"""SQL of a server's owner over the stored events."""
