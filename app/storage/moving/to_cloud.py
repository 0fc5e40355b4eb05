"""Events of a DuckDB file, copied into ClickHouse as columns, each of them once however often the copy is begun.

A copied event keeps its number, under a writer that stands for the file and its website. So every span of time can
be compared with the copy of it: one that is equal is passed over, one that lacks events is withdrawn and sent again.
Nothing else says how far a copy has come.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import unix_us
from app.domain.ingest.visitors import client_visitor
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.domain.websites import WebsiteId
from app.storage.clickhouse.connection import ClickHouse, Values
from app.storage.clickhouse.rows import Columns, client_visitor_columns
from app.storage.connection import Connection, from_db, one, rows, statement, to_db

CHUNK_ROWS = 100_000  # events at once: some 3 MB as a file, within one insert of ClickHouse
VISITORS_AT_ONCE = 50_000
READ_LIMIT_S = 600.0

FROM, UNTIL = to_db(EVENTS_FROM), to_db(EVENTS_UNTIL)


class Span(NamedTuple):
    """Time from `since` until just before `until`, naive UTC, with events of one month."""

    since: datetime
    until: datetime


class _Fingerprint(NamedTuple):
    """Facts by which the events of a span are compared."""

    events: int
    digest: int


@dataclass(frozen=True, slots=True)
class Route:
    """One website on its way. website: its key in the file; site: in ClickHouse. writer: of `writer_of`."""

    source: Connection
    target: ClickHouse
    scratch: Path
    website_id: WebsiteId
    website: WebsiteKey
    site: WebsiteKey
    writer: int


def writer_of(event_id_key: str, website_id: str) -> int:
    """Return the writer of the events of a website of the file with this key: 32 bits, always the same."""
    return int.from_bytes(hashlib.sha256(f"moved {event_id_key} {website_id}".encode()).digest()[:4], "big")


def events_of(con: Connection, website: WebsiteKey) -> int:
    """Return the number of events of a website of the file."""
    return _fingerprint(one(con, "moving/fingerprint", _values(website, Span(FROM, UNTIL)))).events


def copy_events(route: Route, report: Callable[[int], None]) -> None:
    """Copy what is missing of a website. report: called with the number of events that are done.

    Raises KnownStorageError.
    """
    _copy_client_visitors(route)
    done = 0
    for span in spans(route.source, route.website):
        done += _copy_span(route, span)
        report(done)


def spans(con: Connection, website: WebsiteKey) -> Iterator[Span]:
    """Yield spans of about CHUNK_ROWS events that together cover all time; none for a website without events."""
    bounds = [bound for (bound,) in rows(con, "moving/bounds", {"website": website, "rows": CHUNK_ROWS})]
    for number, bound in enumerate(bounds, 1):
        yield Span(FROM if number == 1 else bound, UNTIL if number == len(bounds) else bounds[number])


def _copy_span(route: Route, span: Span) -> int:
    """Copy a span unless it is there. Returns its number of events.

    ClickHouse remembers the first token, so that an insert which is still under way is not done twice. It remembers it
    of events too that were deleted since: those it would pass over, and they go under another one.
    """
    expected = _fingerprint(one(route.source, "moving/fingerprint", _values(route.website, span)))
    for token in (f"moved:{route.site}:{route.writer}:{span.since}:{span.until}:{expected}", secrets.token_hex(16)):
        landed = _landed(route, span)
        if landed == expected or landed.events > expected.events:  # more than an insert that ended half-way leaves
            break
        if landed.events:
            route.target.command(statement("clickhouse/moving/withdraw"), _there(route, span))
        if expected.events:
            route.target.insert_file("events", _file(route, span), "Parquet", token)
    return expected.events


def _file(route: Route, span: Span) -> bytes:
    """Return the events of a span as a Parquet file."""
    path = route.scratch / "events.parquet"
    values = _values(route.website, span) | {"site": route.site, "writer": route.writer}
    values |= {"batch": unix_us(from_db(span.since)), "path": str(path)}
    route.source.execute(statement("moving/events"), values)
    try:
        return path.read_bytes()
    finally:
        path.unlink()


def _landed(route: Route, span: Span) -> _Fingerprint:
    (row,) = route.target.read(statement("clickhouse/moving/fingerprint"), _there(route, span), limit_s=READ_LIMIT_S)
    return _fingerprint(row)


def _fingerprint(row: tuple[int, ...] | None) -> _Fingerprint:
    assert row is not None  # an aggregate always has a row
    return _Fingerprint(*row)


def _there(route: Route, span: Span) -> Values:
    return _values(route.site, span) | {"writer": route.writer}


def _values(website: WebsiteKey, span: Span) -> Values:
    return {"website": website, "since": span.since, "until": span.until}


def _copy_client_visitors(route: Route) -> None:
    """Copy the ids that clients chose, with their first visits. To send them again changes nothing."""
    cursor = route.source.execute(statement("moving/client_visitors"), {"website": route.website})
    while clients := cursor.fetchmany(VISITORS_AT_ONCE):
        visitors = [client_visitor(route.website_id, client_id) for client_id, _ in clients]
        known = [(route.site, visitor, row[0]) for visitor, row in zip(visitors, clients, strict=True)]
        route.target.insert("client_visitors", client_visitor_columns(known))
        firsts = [
            (visitor, unix_us(from_db(first_at)))
            for visitor, (_, first_at) in zip(visitors, clients, strict=True)
            if first_at is not None
        ]
        if firsts:
            columns: Columns = {
                "site": ("UInt32", [route.site] * len(firsts)),
                "visitor": ("UInt64", [visitor for visitor, _ in firsts]),
                "first_at": ("DateTime64(6, 'UTC')", [first_us for _, first_us in firsts]),
            }
            route.target.insert("first_visits", columns)
