"""Rows of the table of events, as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any  # values of columns

import msgspec

from app.domain.ingest.events import ClientContext, Event
from app.domain.ingest.sessions import SessionChanges, source_of
from app.storage.ingest.events import ClientVisitor

Columns = dict[str, tuple[str, Sequence[Any]]]  # type and values, by name

_TEXTS: Mapping[str, Callable[[Event], str | None]] = {
    "query_and_fragment": attrgetter("page.query_and_fragment"),
    "path": attrgetter("page.path"),
    "url": attrgetter("page.url"),
    "title": attrgetter("title"),
    "referrer_url": attrgetter("source.url"),
    "event_data": attrgetter("event_data"),
}
_FEW: Mapping[str, Callable[[Event], str | None]] = {  # texts of which there are few different ones
    "origin": attrgetter("page.origin"),
    "hostname": attrgetter("page.hostname"),
    "referrer_domain": attrgetter("source.domain"),
    "event_name": attrgetter("event_name"),
    **{name: attrgetter(f"context.{name}") for name in ClientContext.__struct_fields__},
    **{f"utm_{name}": attrgetter(f"utm.{name}") for name in ("source", "medium", "campaign", "term", "content")},
    "source": source_of,
}
_NUMBERS: Mapping[str, tuple[str, Callable[[Event], int]]] = {
    "site": ("UInt32", attrgetter("website")),
    "ts": ("DateTime64(6, 'UTC')", attrgetter("at_us")),
    "seq": ("UInt64", attrgetter("seq")),
    "visitor": ("UInt64", attrgetter("visitor")),
    "is_bot": ("Bool", attrgetter("is_bot")),
    "bot_score": ("UInt8", attrgetter("bot_score")),
    "bot_signals": ("UInt8", attrgetter("bot_signals")),
}


def event_columns(events: Sequence[Event], changes: SessionChanges, writer: int, batch: int) -> Columns:
    """Return a batch as columns of table `events`.

    An event has the channel of its session in `changes`. Its session need not be the one that reports decide on, where
    another writer has earlier events of the visitor; but the first event of a session is the first one for its writer
    too. Raises ValueError for a text that is not Unicode.
    """
    channels = {session.session: session.channel for session in (*changes.live.values(), *changes.ended)}
    columns: Columns = {name: (kind, list(map(of, events))) for name, (kind, of) in _NUMBERS.items()}
    for kind, texts in (("String", _TEXTS), ("LowCardinality(String)", _FEW)):
        columns |= {name: (kind, [of(event) or "" for event in events]) for name, of in texts.items()}
    columns["channel"] = ("LowCardinality(String)", [channels[event.session] for event in events])
    columns["kind"] = ("Enum8('pageview' = 1, 'event' = 2)", [event.kind for event in events])
    columns["properties"] = ("Map(String, String)", [property_texts(event.event_data) for event in events])
    columns["writer"] = ("UInt32", [writer] * len(events))
    columns["batch"] = ("UInt64", [batch] * len(events))
    for kind, values in columns.values():
        if kind in ("String", "LowCardinality(String)"):
            "".join(values).encode()  # refused here, before anything is sent
    return columns


def property_texts(event_data: str | None) -> dict[str, str]:
    """Return the text of each key of an event's data: of a text itself, of anything else its JSON. A null has none."""
    if event_data is None:
        return {}
    values = msgspec.json.decode(event_data, type=dict[str, msgspec.Raw])
    return {
        key: msgspec.json.decode(raw, type=str) if raw[:1] == b'"' else raw.decode()
        for key, value in values.items()
        if (raw := bytes(value)) != b"null"
    }


def client_visitor_columns(client_visitors: Sequence[ClientVisitor]) -> Columns:
    """Return visitors with ids of their own as columns of table `client_visitors`."""
    websites, visitors, ids = zip(*client_visitors, strict=True)
    return {"site": ("UInt32", websites), "visitor": ("UInt64", visitors), "client_id": ("String", ids)}
