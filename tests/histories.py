"""Histories of events for tests of reports: written as the program writes them, sessions by its own rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, get_type_hints

import duckdb

from app.domain.events import Event
from app.domain.sessions import Session, assign, begin
from app.storage import events as storage
from app.storage.database import Connection, configure
from app.storage.migrate import migrate

_FIELDS = tuple(get_type_hints(Event))
_REQUIRED = {
    "website": 1,
    "kind": "pageview",
    "session": 0,
    "tail": "",
    "is_bot": False,
    "bot_score": 0,
    "bot_signals": 0,
}


def empty_database() -> Connection:
    """A database in memory with the real schema."""
    con = duckdb.connect(config={"threads": 1})
    configure(con)
    migrate(con)
    return con


def utc(text: str) -> datetime:
    """`2026-03-01 10:00` as a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def event(ts: str | datetime, visitor: int, path: str, **more: Any) -> Event:
    """An event on https://ex.com; every other field as given, else null."""
    at = utc(ts) if isinstance(ts, str) else ts
    given = {"ts": at, "visitor": visitor, "path": path, "origin": "https://ex.com", "hostname": "ex.com"}
    values = dict.fromkeys(_FIELDS) | _REQUIRED | {"seq": 0} | given | more
    return Event(**values)  # type: ignore[arg-type]


def start_session(first: Event) -> Session:
    """The session an event begins; its channel follows the referrer."""
    return begin(first, "site", first.referrer_domain or "Direct", 0)


def store(con: Connection, events: Iterable[Event], *, ended_before: datetime | None = None) -> list[Event]:
    """Store the events in order of time, and their sessions as live ones, moving those that ended to the finished."""
    ordered = sorted(events, key=lambda item: item.ts)
    for number, item in enumerate(ordered):
        item.seq = number
    changes = assign(ordered, {}, start_session)
    storage.store_batch(con, ordered, changes, [], len(ordered))
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
