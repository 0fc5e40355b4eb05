"""Tables of a batch: its events and sessions as the tables that the statements `batch_*.sql` read."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import ClientContext, Event, PageUrl, Source
from app.domain.ingest.sessions import Session, SessionChanges
from app.domain.ingest.urls import Utm
from app.storage.arrow import Column, Numbered, Table, numbers_of

# Columns of whole numbers, by name of the attribute, with their array type codes.
_EVENT_NUMBERS = {
    "website": "i",
    "at_us": "q",
    "seq": "Q",
    "visitor_number": "Q",
    "session_number": "Q",
    "is_bot": "B",
    "bot_score": "B",
    "bot_signals": "B",
}
_SESSION_NUMBERS = {
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
    "is_bot": "B",
    "bot_score": "B",
    "bot_signals": "B",
}


@dataclass(frozen=True, slots=True)
class _SharedTable:
    """Values that rows of a batch share. of_events, of_sessions: attributes that hold them, columns of their numbers.

    fields: attributes of a value, columns of this table; none when the value is a text.
    """

    name: str
    of_events: tuple[str, ...]
    of_sessions: tuple[str, ...]
    fields: tuple[str, ...]


UTM_FIELDS = tuple(field.name for field in fields(Utm))  # in the order of the columns

_SHARED = (
    _SharedTable("batch_pages", ("page",), ("entry", "exit"), PageUrl.__struct_fields__),
    _SharedTable("batch_sources", ("source",), (), Source.__struct_fields__),
    _SharedTable("batch_contexts", ("context",), ("context",), ClientContext.__struct_fields__),
    _SharedTable("batch_utms", ("utm",), ("utm",), UTM_FIELDS),
    _SharedTable("batch_texts", ("title", "event_name", "event_data"), ("source", "referrer_domain", "channel"), ()),
)


def tables_of(events: Sequence[Event], changes: SessionChanges) -> dict[str, Table]:
    """Return the tables of a batch by name. events: in the order in which they are to be stored."""
    sessions = [*changes.live.values(), *changes.ended]
    event_columns = _numbers(events, _EVENT_NUMBERS)
    event_columns["is_pageview"] = array("B", [event.kind == "pageview" for event in events])
    session_columns = _numbers(sessions, _SESSION_NUMBERS)
    session_columns["is_live"] = array("B", [*([1] * len(changes.live)), *([0] * len(changes.ended))])
    tables = {"batch_replaced": _replaced_table(changes.replaced)}
    for shared in _SHARED:
        columns = [list(map(attrgetter(name), events)) for name in shared.of_events]
        columns += [list(map(attrgetter(name), sessions)) for name in shared.of_sessions]
        numbered = Numbered[Any](columns, by_identity=bool(shared.fields))
        event_columns |= dict(zip(shared.of_events, numbered.columns, strict=False))
        session_columns |= dict(zip(shared.of_sessions, numbered.columns[len(shared.of_events) :], strict=True))
        tables[shared.name] = _shared_table(numbered.values, shared.fields)
    tables["batch_events"] = Table(event_columns, len(events))
    tables["batch_sessions"] = Table(session_columns, len(sessions))
    return tables


def _numbers(rows: Sequence[Event] | Sequence[Session], codes: Mapping[str, str]) -> dict[str, Column]:
    return {name: array(code, list(map(attrgetter(name), rows))) for name, code in codes.items()}


def _shared_table(values: Sequence[Any], names: Sequence[str]) -> Table:
    columns: dict[str, Column] = {"number": numbers_of(len(values))}
    if names:
        columns |= {name: list(map(attrgetter(name), values)) for name in names}
    else:
        columns["text"] = values
    return Table(columns, len(values))


def _replaced_table(replaced: set[tuple[WebsiteKey, int]]) -> Table:
    return Table(
        {
            "website": array("i", [website for website, _ in replaced]),
            "session": array("Q", [session for _, session in replaced]),
        },
        len(replaced),
    )
