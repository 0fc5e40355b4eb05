"""Connections, TLS, request bodies and replies: HTTP below the handlers."""
