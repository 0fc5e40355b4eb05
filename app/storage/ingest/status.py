"""What the status of the server asks of the database."""

from __future__ import annotations

from datetime import datetime

from app.storage.connection import Connection, one


def stored_since(con: Connection, since: datetime) -> tuple[int, datetime | None]:
    """Return how many events were received at `since` (UTC) or later, and when the newest of them was, naive UTC."""
    found = one(con, "ingest/status/events_since", {"since": since})
    return found[:2] if found else (0, None)
