"""An event as it is stored, and the positions of events in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

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


class Event(msgspec.Struct, gc=False):
    """One stored event; the fields stand in the order of the columns of table `events`.

    website: key of the website, not its id. visitor, session: 64-bit numbers, 16 hex characters on the wire.
    session is 0 until the writer has found it. bot_signals: bits of `app.domain.bots.Signals`.
    """

    website: int
    ts: datetime
    seq: int
    kind: EventKind
    visitor: int
    session: int
    origin: str
    hostname: str | None
    path: str
    tail: str
    url: str | None
    title: str | None
    referrer_url: str | None
    referrer_domain: str | None
    event_name: str | None
    event_data: str | None
    country: str | None
    region: str | None
    city: str | None
    browser: str | None
    browser_version: str | None
    os: str | None
    os_version: str | None
    device: str | None
    screen: str | None
    language: str | None
    utm_source: str | None
    utm_medium: str | None
    utm_campaign: str | None
    utm_term: str | None
    utm_content: str | None
    is_bot: bool
    bot_score: int
    bot_signals: int

    @property
    def full_url(self) -> str:
        """The URL as it was sent."""
        return self.url if self.url is not None else self.origin + self.path + self.tail


event_row = msgspec.structs.astuple
"""Event -> tuple in column order."""
