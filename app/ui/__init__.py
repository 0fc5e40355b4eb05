"""The window: PySide6 over the API client. Knows no server and no storage."""
