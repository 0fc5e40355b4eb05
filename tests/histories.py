"""Histories of events for tests of reports: written as the program writes them, with sessions by its own rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import duckdb
from msgspec.structs import replace

from app.domain.ingest.events import ClientContext, Event, PageUrl, Source, unix_us
from app.domain.ingest.sessions import Numbering, Session, assign, begin
from app.domain.ingest.urls import Utm
from app.storage.connection import Connection, configure
from app.storage.ingest import events as storage
from app.storage.ingest.numbers import next_session
from app.storage.schema.migrate import migrate

_PARTS = {
    "page": (
        PageUrl,
        {
            "origin": "origin",
            "hostname": "hostname",
            "path": "path",
            "query_and_fragment": "query_and_fragment",
            "url": "url",
        },
    ),
    "source": (Source, {"url": "referrer_url", "domain": "referrer_domain"}),
    "context": (ClientContext, {name: name for name in ClientContext.__struct_fields__}),
    "utm": (Utm, {name: f"utm_{name}" for name in ("source", "medium", "campaign", "term", "content")}),
}
# Column of table events -> which part of an event it is a field of, and the field's name there.
_PLACES = {column: (part, name) for part, (_, names) in _PARTS.items() for name, column in names.items()}
_REQUIRED = {
    "website": 1,
    "seq": 0,
    "kind": "pageview",
    "session": 0,
    "title": None,
    "event_name": None,
    "event_data": None,
    "query_and_fragment": "",
    "is_bot": False,
    "bot_score": 0,
    "bot_signals": 0,
}
COLUMNS = (
    *(
        "website",
        "ts",
        "seq",
        "kind",
        "visitor",
        "session",
        "origin",
        "hostname",
        "path",
        "query_and_fragment",
        "url",
        "title",
    ),
    *("referrer_url", "referrer_domain", "event_name", "event_data"),
    *ClientContext.__struct_fields__,
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "is_bot", "bot_score", "bot_signals"),
)


class FlatEvent(Event):
    """An event whose parts can be read by the names of their columns too."""

    @property
    def full_url(self) -> str:
        return self.page.full_url

    def __getattr__(self, name: str) -> Any:  # of any column
        if name not in _PLACES:
            raise AttributeError(name)
        part, field = _PLACES[name]
        return getattr(getattr(self, part), field)

    def __setattr__(self, name: str, value: Any) -> None:  # of any column
        if name in _PLACES:
            part, field = _PLACES[name]
            name, value = part, replace(getattr(self, part), **{field: value})
        super().__setattr__(name, value)


def event_of(values: Mapping[str, Any]) -> FlatEvent:
    """Return an event from values by column; missing fields are null."""
    rest = {name: value for name, value in values.items() if name not in _PLACES and name != "ts"}
    for part, (kind, names) in _PARTS.items():
        rest[part] = kind(**{name: values.get(column) for name, column in names.items()})
    return FlatEvent(at_us=unix_us(values["ts"]), **rest)


def row_of(event: Event) -> tuple[Any, ...]:
    """An event as a row of table events; its time is aware."""
    flat = FlatEvent(*(getattr(event, name) for name in Event.__struct_fields__))
    numbers = {"visitor": event.visitor_number, "session": event.session_number}
    return tuple(numbers[column] if column in numbers else getattr(flat, column) for column in COLUMNS)


def empty_database() -> Connection:
    """A database in memory with the real schema."""
    con = duckdb.connect(config={"threads": 1})
    configure(con)
    migrate(con)
    return con


def utc(text: str) -> datetime:
    """`2026-03-01 10:00` as a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def event(ts: str | datetime, visitor: int, path: str, **more: Any) -> FlatEvent:
    """An event on https://ex.com; every other field as given, else null."""
    at = utc(ts) if isinstance(ts, str) else ts
    given = {"ts": at, "visitor": visitor, "path": path, "origin": "https://ex.com", "hostname": "ex.com"}
    return event_of(_REQUIRED | given | more)


def start_session(first: Event) -> Session:
    """Return the session that an event begins; its channel follows the referrer."""
    return begin(first, "site", first.source.domain or "Direct")


def numbering(con: Connection) -> Numbering:
    """Return the numbers for new sessions; a visitor who was there before keeps his, however long ago."""
    visitors = con.execute("SELECT website, visitor_id, min(visitor) FROM all_sessions GROUP BY ALL").fetchall()
    return Numbering(next_session(con), {(website, visitor): number for website, visitor, number in visitors})


def store(
    con: Connection,
    events: Iterable[Event],
    *,
    ended_before: datetime | None = None,
    client_ids: Mapping[int, str] | None = None,
) -> list[Event]:
    """Store the events in order of time after those stored before, and continue their live sessions.

    Their sessions stay live ones, except those that ended by `ended_before`. client_ids: chosen ids by visitor.
    """
    ordered = sorted(events, key=attrgetter("at_us"))
    first = storage.next_seq(con)
    for number, item in enumerate(ordered, first):
        item.seq = number
    known = storage.live_sessions(con, list({(item.website, item.visitor) for item in ordered}))
    changes = assign(ordered, known, start_session, numbering=numbering(con))
    chosen = client_ids or {}
    visitors = {(item.website, item.visitor, chosen[item.visitor]) for item in ordered if item.visitor in chosen}
    storage.store_batch(con, ordered, changes, sorted(visitors), first + len(ordered))
    if ended_before is not None:
        storage.end_sessions(con, ended_before)
    return ordered


def f1() -> list[Event]:
    """Two days, four visitors, one of them seen as a bot once."""
    signup = {"kind": "event", "event_name": "signup"}
    return [
        event("2026-03-01 10:00:00", 1, "/a", referrer_domain="google.com", country="US"),
        event("2026-03-01 10:00:30", 1, "/a", country="US", **signup),
        event("2026-03-01 10:02:00", 1, "/b", country="US"),
        event("2026-03-01 11:00:00", 2, "/a", country="DE"),
        event("2026-03-02 09:00:00", 3, "/c", country="US", **signup),
        event("2026-03-02 12:00:00", 4, "/a", country="US", is_bot=True),
        event("2026-03-02 12:00:10", 4, "/b", country="US"),
    ]


def f2() -> list[Event]:
    """Three visits on three days; the first has two pageviews, 110 seconds apart."""
    return [
        event("2026-02-08 09:00:40", 3, "/contact", utm_source="twitter"),
        event("2026-02-10 10:00:10", 1, "/pricing", utm_source="google"),
        event("2026-02-10 10:02:00", 1, "/pricing", utm_source="google"),
        event("2026-02-11 11:00:30", 2, "/contact", utm_source="twitter"),
    ]
