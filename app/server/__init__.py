"""The HTTP API: request handling, ingest, authentication, and the lifetime of all of it. No window, no Qt."""
