"""Connect dialog and its steps."""
