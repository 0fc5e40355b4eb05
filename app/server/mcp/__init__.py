"""Model Context Protocol: its methods, and tools that read reports."""
