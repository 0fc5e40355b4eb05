"""Staging of a file to import: its events in a database of their own, which gives them their sessions.

So files may be larger than the memory and in any order, and the database of the server gets whole sessions.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from app.domain.imports.jobs import MAX_HOSTS, Import, Share
from app.domain.ingest.events import ClientContext, Event
from app.domain.ingest.sessions import IDLE_LIMIT_US
from app.domain.ingest.urls import Utm
from app.domain.websites import WebsiteId
from app.storage.arrow import Chunks, Shared, Table, fetched, shared_of, visible
from app.storage.connection import Connection, connect, one, rows, statement, storage_error
from app.storage.ingest.batch import staged_events_table

T = TypeVar("T")

MEMORY_LIMIT = "512MB"  # of the engine, while a file is read and while it is stored
CHUNK_ROWS = 20_000  # events stored at once: the writer has others to serve
_FINISH = ("known_clients", "lasting")

Classify = Callable[[str | None, Utm, str | None, str], str]  # `Channels.classify`


@dataclass(frozen=True, slots=True)
class StagedTotals:
    """Numbers of what was read. Times are Unix microseconds."""

    events: int
    pageviews: int
    visitors: int
    sessions: int
    bots: int
    start_us: int | None
    end_us: int | None


@dataclass(frozen=True, slots=True)
class SessionSpan:
    """Sessions of an import from `first` until just before `until`; the first one of all is 0."""

    first: int
    until: int


@dataclass(frozen=True, slots=True)
class StagedChunk:
    """Sessions with all their events, as columns. since_us: when the first of them begins."""

    span: SessionSpan
    events: Chunks
    sessions: Chunks
    count: int
    since_us: int


def with_known_faults(step: Callable[[], T]) -> T:
    """Return the result of a step. Raises KnownStorageError for a fault of the disk or the engine."""
    try:
        return step()
    except duckdb.Error as error:
        raise storage_error(error) from error


def open_staging(path: Path) -> Connection:
    """Open the database of a file, or make it. Raises AppError."""
    return connect(path, MEMORY_LIMIT, threads=2)


def begin(con: Connection) -> None:
    """Make the tables of a new staging."""
    con.execute(statement("imports/staging/tables"))


def add_events(con: Connection, events: Sequence[Event]) -> None:
    """Add events that were read, with the line as number."""
    with visible(con, {"batch_events": staged_events_table(events)}):
        con.execute(statement("imports/staging/events_add"))


def add_clients(con: Connection, clients: Mapping[int, ClientContext]) -> None:
    """Add place and device of visitors."""
    contexts = shared_of(list(clients.values()), by_identity=True)
    columns: dict[str, Any] = {"visitor": array("Q", clients)}  # Any: of numbers and of texts
    for name in ClientContext.__struct_fields__:
        columns[name] = Shared(contexts.numbers, [getattr(context, name) for context in contexts.values])
    with visible(con, {"batch_clients": Table(columns, len(clients))}):
        con.execute(statement("imports/staging/clients_add"))


def finish(con: Connection) -> StagedTotals:
    """Give the events their sessions, and return what there is."""
    for name in _FINISH:
        con.execute(statement(f"imports/staging/{name}"))
    con.execute(statement("imports/staging/sessions"), {"idle_us": IDLE_LIMIT_US})
    con.execute(statement("database/checkpoint"))
    row = one(con, "imports/staging/totals")
    assert row is not None  # an aggregate always has a row
    return StagedTotals(*row)


def hosts(con: Connection) -> tuple[Share, ...]:
    """Return the hosts with the most events."""
    return tuple(Share(*row) for row in rows(con, "imports/staging/hosts", {"most": MAX_HOSTS}))


def spans(con: Connection, since: int) -> list[SessionSpan]:
    """Return the parts in which an import is stored, in order, without those before session `since`."""
    parts = (SessionSpan(*row) for row in rows(con, "imports/staging/chunks", {"rows": CHUNK_ROWS}))
    return [span for span in parts if span.first >= since]


def chunk(con: Connection, job: Import, website_id: WebsiteId, span: SessionSpan, classify: Classify) -> StagedChunk:
    """Return some sessions of an import, with the numbers that they have in the database of the server."""
    values = {"first": span.first, "until": span.until, "number": job.first_number}
    con.execute(statement("imports/staging/chunk"), values)
    begins = rows(con, "imports/staging/chunk_begins")
    channels = [classify(row[1], Utm(*row[2:7]), row[7], row[8]) for row in begins]
    named = Table(
        {"session": array("Q", [row[0] for row in begins]), "channel": shared_of(channels, by_identity=False)},
        len(begins),
    )
    with visible(con, {"chunk_channels": named}):
        ids = {"website_id": website_id, "import_id": job.id}
        sessions = fetched(con, statement("imports/staging/chunk_sessions"), ids)
    events = fetched(con, statement("imports/staging/chunk_events"), {})
    row = one(con, "imports/staging/chunk_reach")
    assert events is not None  # no part is empty
    assert sessions is not None
    assert row is not None
    return StagedChunk(span, events, sessions, *row)
