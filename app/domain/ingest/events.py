"""Event as it is stored, and the numbers of events in the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from app.domain.ids import WebsiteKey
from app.domain.ingest.urls import Utm

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
US_PER_DAY = 86_400_000_000
_MICROSECOND = timedelta(microseconds=1)

EventKind = Literal["pageview", "event"]

EVENTS_PER_RECORD = 64  # room in a journal record; a request carries at most 50


def seq_of(record: int, index: int) -> int:
    """Return the number of the event at `index` of journal record `record`: unique, ascending in order of receipt."""
    return record * EVENTS_PER_RECORD + index


def record_of(seq: int) -> int:
    """Return the journal record that holds the event with number `seq`."""
    return seq // EVENTS_PER_RECORD


def index_of(seq: int) -> int:
    """Return the index in its request of the event with number `seq`."""
    return seq % EVENTS_PER_RECORD


class PageUrl(msgspec.Struct, frozen=True, gc=False):
    """Page of an event. origin + path + query_and_fragment is the address as it was sent, unless `url` is set."""

    origin: str
    hostname: str | None
    path: str
    query_and_fragment: str
    url: str | None = None

    @property
    def full_url(self) -> str:
        """The address as it was sent."""
        return self.url if self.url is not None else self.origin + self.path + self.query_and_fragment


class Source(msgspec.Struct, frozen=True, gc=False):
    """Referrer: the address that a visitor came from, and its domain."""

    url: str | None = None
    domain: str | None = None


NO_SOURCE = Source()


class ClientContext(msgspec.Struct, frozen=True, gc=False):
    """Place and device of a visitor; the fields are in the order of the columns of table `events`."""

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
    """One event as it is stored. Events with equal parts share them.

    at_us: receipt, Unix time in microseconds. visitor, session: ids of 64 bits, 16 hex characters on the wire.
    event_data: compact JSON, keys sorted. bot_signals: bits of `app.domain.ingest.bots.Signals`. session_number,
    visitor_number: short numbers that are stored in place of the ids. They and `session` are 0 until the writer assigns
    the session. agent: `app.domain.ingest.bots.agent_hash` of the user agent.
    """

    website: WebsiteKey
    at_us: int
    seq: int
    kind: EventKind
    visitor: int
    session: int
    page: PageUrl
    title: str | None
    source: Source
    event_name: str | None
    event_data: str | None
    context: ClientContext
    utm: Utm
    is_bot: bool
    bot_score: int
    bot_signals: int
    session_number: int = 0
    visitor_number: int = 0
    agent: str | None = None

    @property
    def ts(self) -> datetime:
        """Receipt, in UTC."""
        return at(self.at_us)


def at(unix_us: int) -> datetime:
    """Return a Unix time in microseconds as a time in UTC."""
    return EPOCH + timedelta(microseconds=unix_us)


def unix_us(at: datetime) -> int:
    """Return an aware time as Unix time in microseconds."""
    return (at - EPOCH) // _MICROSECOND
