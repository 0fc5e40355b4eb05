"""Figures of ClickHouse for the status and the health of the server."""

from __future__ import annotations

from datetime import datetime

from app.storage.clickhouse.connection import ClickHouse
from app.storage.connection import statement


def stored_since(con: ClickHouse, since: datetime) -> tuple[int, datetime | None]:
    """Return the number of events received at `since` (UTC) or later, and the time of the newest, naive UTC."""
    ((events, newest),) = con.read(statement("clickhouse/status/events_since"), {"since": since})
    return events, newest if events else None


def size_bytes(con: ClickHouse) -> int:
    """Return how much the tables take on the disk of the server that answers."""
    ((size,),) = con.read(statement("clickhouse/status/size"))
    return int(size)


def ping(con: ClickHouse) -> None:
    """Return when ClickHouse answers and has the tables. Raises KnownStorageError."""
    con.read(statement("clickhouse/status/ping"))
