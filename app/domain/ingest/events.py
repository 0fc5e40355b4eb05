"""An event as it is stored, and the positions of events in the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from app.domain.ingest.urls import Utm

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

EventKind = Literal["pageview", "event"]

EVENTS_PER_RECORD = 64  # room in a journal record; a request carries at most 50


def seq_of(record: int, index: int) -> int:
    """The number of the event at `index` of journal record `record`: unique, ascending in order of receipt."""
    return record * EVENTS_PER_RECORD + index


def record_of(seq: int) -> int:
    """The journal record that holds the event with number `seq`."""
    return seq // EVENTS_PER_RECORD


def index_of(seq: int) -> int:
    """The place of the event with number `seq` in its request."""
    return seq % EVENTS_PER_RECORD


class Page(msgspec.Struct, frozen=True, gc=False):
    """Where an event happened. origin, path and tail in a row are the address as it was sent, or else url is."""

    origin: str
    hostname: str | None
    path: str
    tail: str
    url: str | None = None

    @property
    def full_url(self) -> str:
        """The address as it was sent."""
        return self.url if self.url is not None else self.origin + self.path + self.tail


class Source(msgspec.Struct, frozen=True, gc=False):
    """The address a visitor came from, and its site."""

    url: str | None = None
    domain: str | None = None


NO_SOURCE = Source()


class ClientContext(msgspec.Struct, frozen=True, gc=False):
    """Place and system of a visitor; the fields stand in the order of the columns of table `events`."""

    country: str | None = None
    region: str | None = None
    city: str | None = None
    browser: str | None = None
    browser_version: str | None = None
    os: str | None = None
    os_version: str | None = None
    device: str | None = None
    screen: str | None = None
    language: str | None = None


class Event(msgspec.Struct, gc=False):
    """One event as it is stored. Its parts are shared by all events that have the same.

    website: key of the website, not its id. at_us: receipt, unix time in microseconds. visitor, session: 64-bit
    numbers, 16 hex characters on the wire. session is 0 until the writer has found it. event_data: compact JSON, keys
    sorted. bot_signals: bits of `app.domain.ingest.bots.Signals`.
    """

    website: int
    at_us: int
    seq: int
    kind: EventKind
    visitor: int
    session: int
    page: Page
    title: str | None
    source: Source
    event_name: str | None
    event_data: str | None
    look: ClientContext
    utm: Utm
    is_bot: bool
    bot_score: int
    bot_signals: int

    @property
    def ts(self) -> datetime:
        """Receipt, in UTC."""
        return at(self.at_us)


def at(unix_us: int) -> datetime:
    """Unix time in microseconds as a time in UTC."""
    return EPOCH + timedelta(microseconds=unix_us)


def unix_us(at: datetime) -> int:
    """An aware time as unix time in microseconds."""
    return (at - EPOCH) // _MICROSECOND
