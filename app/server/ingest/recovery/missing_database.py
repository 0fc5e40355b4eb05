"""Missing database: a journal whose database is not there is a question to the owner, not a fresh start."""

from __future__ import annotations

import logging
from pathlib import Path

from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.server.ingest.journal import Record, Withdrawal, scan

log = logging.getLogger(__name__)


def check_database(path: Path, journal: Path, *, may_begin_anew: bool) -> None:
    """Refuse a start without a database when the journal or a write-ahead log belongs to one. Blocks.

    may_begin_anew: the owner wants an empty database; the log is moved aside then. Raises AppError
    `storage_unavailable` and OSError.
    """
    wal = path.with_name(path.name + ".wal")
    if _has_bytes(path) or not (_has_bytes(wal) or has_records(journal)):
        return
    if not may_begin_anew:
        raise AppError(
            "storage_unavailable",
            f"The database {path} is missing, but the journal next to it has events that belong to it. Put the file "
            "back and start again.",
            field="new_database",
            hint="To begin with an empty database, start once with --new-database: the events are then set aside until "
            "the database with their websites is back.",
        )
    if wal.exists():
        wal.rename(wal.with_name(f"{wal.name}.left-{utc_now():%Y%m%d-%H%M%S}"))
    path.unlink(missing_ok=True)  # it is empty
    log.warning("An empty database is begun; the journal of the missing one is kept in the quarantine")


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def has_records(journal: Path) -> bool:
    """Return whether a journal has requests, stored or not. Blocks; raises OSError."""
    return any(isinstance(entry, Record) for segment in journal.glob("*.log") for entry in scan(segment))


def has_waiting(journal: Path, first: int) -> bool:
    """Return whether a journal has requests from number `first` on that have to be stored. Blocks; raises OSError."""
    entries = [entry for segment in journal.glob("*.log") for entry in scan(segment)]
    numbers = {entry.number for entry in entries if isinstance(entry, Record) and entry.number >= first}
    for entry in entries:
        if isinstance(entry, Withdrawal):
            numbers.difference_update(range(entry.first, entry.last + 1))
    return bool(numbers)
