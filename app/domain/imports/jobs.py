"""An import: what its file has, how far it is, and the numbers of its events and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import msgspec

from app.domain.errors import AppError, NotFound
from app.domain.imports.formats import FormatName
from app.domain.ingest.sessions import IMPORT_NUMBERS

ImportStatus = Literal["reading", "ready", "running", "complete", "failed", "undoing", "undone"]
ACTIVE: Final[tuple[ImportStatus, ...]] = ("reading", "running", "undoing")
NUMBERS_EACH = 1 << 32  # of events, and of sessions, of one import
MAX_EVENTS = 1 << 30
MAX_IMPORTS = 1_000  # of a website
SAMPLES = 20  # lines that a preview names
MAX_HOSTS = 10  # that a preview names
MAX_SITES = 50  # of the source, that a preview names
INTERRUPTED = "The server was stopped while it read the file. Send it again."


class RefusedLine(msgspec.Struct, frozen=True):
    """A line that cannot be read."""

    line: int
    reason: str


class Share(msgspec.Struct, frozen=True):
    """A name with the number of its events or lines."""

    name: str
    count: int


class ImportPreview(msgspec.Struct, frozen=True):
    """Content of the file of an import.

    fields: what is known about its events. events: those to be stored; bots: of them, by the policy of now. start_at,
    end_at: of the first and the last one. hosts: names of the pages' hosts. sites: of the source. unreadable: lines,
    with the first of them and the reasons of all; left_out: lines that are none of its pages, by reason; expired:
    events that data retention would delete at once, which are not stored. overlap: events of the website that are there
    already from start_at to end_at; overlap_days: days of UTC with some of them.
    """

    format: FormatName
    title: str
    fields: tuple[str, ...]
    events: int = 0
    pageviews: int = 0
    visitors: int = 0
    sessions: int = 0
    bots: int = 0
    start_at: datetime | None = None
    end_at: datetime | None = None
    hosts: tuple[Share, ...] = ()
    sites: tuple[Share, ...] = ()
    unreadable: int = 0
    reasons: tuple[Share, ...] = ()
    lines: tuple[RefusedLine, ...] = ()
    left_out: tuple[Share, ...] = ()
    expired: int = 0
    overlap: int = 0
    overlap_days: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """An import. Times are aware. digest: of its file.

    stored, stored_sessions: how many there are now, the first ones of the file. read: lines so far, while it is read.
    """

    number: int
    id: str
    status: ImportStatus
    file_name: str
    digest: str
    created_at: datetime
    completed_at: datetime | None = None
    error_message: str | None = None
    preview: ImportPreview | None = None
    stored: int = 0
    stored_sessions: int = 0
    read: int = 0

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def first_number(self) -> int:
        """The first of the numbers of its events, and of its sessions."""
        return IMPORT_NUMBERS + self.number * NUMBERS_EACH


def missing_import() -> NotFound:
    return NotFound("import not found")


def conflict(reason: str) -> AppError:
    return AppError("conflict", reason)
