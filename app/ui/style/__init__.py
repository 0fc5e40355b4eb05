"""Theme, colours, style sheet and icons."""
