"""Ingest rules that turn a request into an event: visitor, session, page address, channel, bot score."""
