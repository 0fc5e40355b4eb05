"""Storage of the memory of the clock."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.domain.clock import ClockRecord
from app.storage.connection import from_db, one, statement
from app.storage.metadata import Transaction


def load(con: Transaction) -> ClockRecord | None:
    """Return the record of earlier starts, None before the first."""
    row = one(con, "clock/get")
    return None if row is None else msgspec.json.decode(row[0], type=ClockRecord)


def save(con: Transaction, record: ClockRecord) -> None:
    con.execute(statement("clock/put"), {"record": msgspec.json.encode(record).decode()})


def newest_stored(con: Transaction) -> datetime | None:
    """Return the newest time of events, websites and sign-ins, aware; None in an empty database."""
    return _newest(con, "clock/newest")


def newest_of_metadata(con: Transaction) -> datetime | None:
    """Return the same without events and sign-ins, where these are in other databases."""
    return _newest(con, "clock/newest_of_metadata")


def _newest(con: Transaction, name: str) -> datetime | None:
    row = one(con, name)
    return None if row is None or row[0] is None else from_db(row[0])
