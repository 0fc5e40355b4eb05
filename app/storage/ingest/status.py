"""Ingest numbers for the status of the server."""

from __future__ import annotations

from datetime import datetime

from app.storage.connection import Connection, one


def stored_since(con: Connection, since: datetime) -> tuple[int, datetime | None]:
    """Return the number of events received at `since` (UTC) or later, and the time of the newest, naive UTC."""
    row = one(con, "ingest/status/events_since", {"since": since})
    return row[:2] if row else (0, None)
