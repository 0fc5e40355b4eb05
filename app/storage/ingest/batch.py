"""Tables of a batch: its events and sessions with the columns that the statements `batch_*.sql` read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import ClientContext, Event, PageUrl
from app.domain.ingest.sessions import Session
from app.domain.ingest.urls import Utm
from app.storage.arrow import Column, Shared, Table, shared_of

UTM_FIELDS = tuple(field.name for field in fields(Utm))  # in the order of the columns


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of a table, by the attributes of its rows.

    numbers: array type code of each whole number. texts: texts that rows share. values: values that rows share, and
    the column of each of their fields.
    """

    numbers: Mapping[str, str]
    texts: Sequence[str]
    values: Mapping[str, Mapping[str, str]]


_CONTEXT = {name: name for name in ClientContext.__struct_fields__}
_UTM = {name: f"utm_{name}" for name in UTM_FIELDS}
_BOT = {"is_bot": "B", "bot_score": "B", "bot_signals": "B"}

_EVENTS = _Columns(
    {"website": "i", "at_us": "q", "seq": "Q", "visitor_number": "Q", "session_number": "Q", **_BOT},
    ("kind", "title", "event_name", "event_data", "agent"),
    {
        "page": {name: name for name in PageUrl.__struct_fields__},
        "source": {"url": "referrer_url", "domain": "referrer_domain"},
        "context": _CONTEXT,
        "utm": _UTM,
    },
)
_STAGED = replace(_EVENTS, numbers={**_EVENTS.numbers, "visitor": "Q", "session": "Q"})
_SESSIONS = _Columns(
    {
        "website": "i",
        "session_number": "Q",
        "visitor_number": "Q",
        "session": "Q",
        "visitor": "Q",
        "started_us": "q",
        "ended_us": "q",
        "events": "I",
        "pageviews": "I",
        "begins_with_pageview": "B",
        "has_later_referrer": "B",
        "is_uniform": "B",
        **_BOT,
    },
    ("source", "referrer_domain", "channel"),
    {
        "entry": {name: f"entry_{name}" for name in ("origin", "hostname", "path", "query_and_fragment")},
        "exit": {name: f"exit_{name}" for name in ("origin", "path", "query_and_fragment")},
        "context": _CONTEXT,
        "utm": _UTM,
    },
)


def events_table(events: Sequence[Event]) -> Table:
    """Return events as a table. events: in the order in which they are to be stored."""
    return _table(events, _EVENTS)


def staged_events_table(events: Sequence[Event]) -> Table:
    """Return events with their ids of 64 bits as well."""
    return _table(events, _STAGED)


def sessions_table(sessions: Iterable[Session]) -> Table:
    """Return sessions as a table."""
    return _table(list(sessions), _SESSIONS)


def replaced_table(replaced: set[tuple[WebsiteKey, int]]) -> Table:
    """Return the numbers of sessions whose row in the table of live sessions is out of date."""
    return Table(
        {
            "website": array("i", [website for website, _ in replaced]),
            "session": array("Q", [session for _, session in replaced]),
        },
        len(replaced),
    )


def _table(rows: Sequence[Any], columns: _Columns) -> Table:
    table: dict[str, Column] = {
        name: array(code, list(map(attrgetter(name), rows))) for name, code in columns.numbers.items()
    }
    for name in columns.texts:
        table[name] = shared_of(list(map(attrgetter(name), rows)), by_identity=False)
    for name, names in columns.values.items():
        shared = shared_of(list(map(attrgetter(name), rows)), by_identity=True)
        for field, column in names.items():
            table[column] = Shared(shared.numbers, list(map(attrgetter(field), shared.values)))
    return Table(table, len(rows))
