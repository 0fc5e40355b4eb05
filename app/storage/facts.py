"""What the status of the server asks of the database."""

from __future__ import annotations

from datetime import datetime

from app.storage.database import Connection, one


def stored_since(con: Connection, since: datetime) -> int:
    """Return the number of events received at `since` (UTC) or later."""
    found = one(con, "events_since", {"since": since})
    return int(found[0]) if found else 0


def newest_event(con: Connection) -> datetime | None:
    """Return the receipt of the newest event, naive UTC; None without events."""
    found = one(con, "events_newest")
    return found[0] if found else None
