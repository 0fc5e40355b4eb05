"""Storage of the memory of the clock."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.domain.clock import ClockRecord
from app.storage.connection import Connection, from_db, one, statement


def load(con: Connection) -> ClockRecord | None:
    """Return the record of earlier starts, None before the first."""
    row = one(con, "clock/get")
    return None if row is None else msgspec.json.decode(row[0], type=ClockRecord)


def save(con: Connection, record: ClockRecord) -> None:
    con.execute(statement("clock/put"), {"record": msgspec.json.encode(record).decode()})


def newest_stored(con: Connection) -> datetime | None:
    """Return the newest time of events, websites and sign-ins, aware; None in an empty database."""
    row = one(con, "clock/newest")
    return None if row is None or row[0] is None else from_db(row[0])
