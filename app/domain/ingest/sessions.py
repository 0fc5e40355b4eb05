"""Session rule: 30 minutes without an event end a session. It holds exactly for every event, also within a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import ClientContext, Event, PageUrl, at
from app.domain.ingest.urls import Utm
from app.domain.ingest.visitors import visitor_text

IDLE_LIMIT = timedelta(minutes=30)  # an event exactly this much later starts a new session
IDLE_LIMIT_US = IDLE_LIMIT // timedelta(microseconds=1)

IMPORT_NUMBERS = 1 << 61  # from here on: sessions and events of imports, which have ranges of their own
SAMPLE_NUMBERS = 1 << 62  # from here on: sessions of sample websites, whose histories are stored at once

VisitorKey = tuple[WebsiteKey, int]  # (website, visitor): at most one of its sessions is live


class Session(msgspec.Struct, gc=False):
    """One session. Times are unix time in microseconds. First and last are meant in order of arrival: that of time, but
    for events that were taken in from the quarantine.

    session, visitor: ids of 64 bits. session_number: short, ascending in the order in which sessions begin, and never
    given twice. visitor_number: that of the visitor's first session.
    Entry and exit are the first and last pageview, or the first and last event while there is no pageview. source: the
    first that is known, of any event. Referrer, channel, tags, place and device are those of the first event.
    is_uniform: all its events have the same place and device. is_bot: one of its events is a bot's; score and signals
    are those of the event with the highest score.
    """

    website: WebsiteKey
    session: int
    visitor: int
    started_us: int
    ended_us: int
    events: int
    pageviews: int
    begins_with_pageview: bool
    has_later_referrer: bool
    entry: PageUrl
    exit: PageUrl
    source: str | None
    referrer_domain: str | None
    channel: str
    utm: Utm
    context: ClientContext
    is_uniform: bool
    is_bot: bool
    bot_score: int
    bot_signals: int
    session_number: int = 0
    visitor_number: int = 0

    @property
    def visitor_key(self) -> VisitorKey:
        return (self.website, self.visitor)

    @property
    def started_at(self) -> datetime:
        return at(self.started_us)

    @property
    def ended_at(self) -> datetime:
        return at(self.ended_us)

    def takes(self, at_us: int) -> bool:
        """Return whether an event at `at_us` belongs to this session. A clock set back a little does not end it."""
        return self.started_us - IDLE_LIMIT_US < at_us < self.ended_us + IDLE_LIMIT_US

    def add(self, event: Event) -> None:
        """Add an event to this session."""
        self.events += 1
        if event.kind == "pageview":
            if self.pageviews == 0:
                self.entry = event.page
            self.pageviews += 1
            self.exit = event.page
        elif self.pageviews == 0:
            self.exit = event.page
        at_us = event.at_us
        if at_us > self.ended_us:
            self.ended_us = at_us
        elif at_us < self.started_us:
            self.started_us = at_us
        if event.source.domain is not None:
            self.has_later_referrer = True
        if self.source is None:
            self.source = source_of(event)
        if event.context is not self.context and event.context != self.context:
            self.is_uniform = False
        if event.is_bot:
            self.is_bot = True
        if event.bot_score > self.bot_score:
            self.bot_score, self.bot_signals = event.bot_score, event.bot_signals


def source_of(event: Event) -> str | None:
    """Return the name of the source of an event: the one it was tagged with, else the domain it came from."""
    tag = event.utm.source
    return (tag.strip() or event.source.domain) if tag is not None else event.source.domain


def session_id(event: Event, website_id: str) -> int:
    """Return the id of the session that `event` begins: 64 bits, 16 hex characters on the wire.

    The first 16 hex digits of SHA-256 over visitor, website id, entry URL and first-seen milliseconds, as text.
    """
    first_seen_ms = event.at_us // 1_000
    text = f"{visitor_text(event.visitor)}{website_id}{event.page.full_url}{first_seen_ms}"
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def begin(event: Event, website_id: str, channel: str) -> Session:
    """Return the session that begins with `event`, without its numbers."""
    is_page = event.kind == "pageview"
    return Session(
        website=event.website,
        session=session_id(event, website_id),
        visitor=event.visitor,
        started_us=event.at_us,
        ended_us=event.at_us,
        events=1,
        pageviews=int(is_page),
        begins_with_pageview=is_page,
        has_later_referrer=False,
        entry=event.page,
        exit=event.page,
        source=source_of(event),
        referrer_domain=event.source.domain,
        channel=channel,
        utm=event.utm,
        context=event.context,
        is_uniform=True,
        is_bot=event.is_bot,
        bot_score=event.bot_score,
        bot_signals=event.bot_signals,
    )


@dataclass(slots=True)
class SessionChanges:
    """Changes of one batch to sessions. They take effect when its transaction is committed.

    live: sessions that go on, by visitor. ended: sessions that ended within the batch. replaced: website and number of
    sessions whose row in the table of live sessions is out of date.
    """

    live: dict[VisitorKey, Session] = field(default_factory=dict)
    ended: list[Session] = field(default_factory=list)
    replaced: set[tuple[WebsiteKey, int]] = field(default_factory=set)


@dataclass(slots=True)
class Numbering:
    """Numbers of the sessions that a batch begins. following: that of the next one.

    visitors: numbers of the visitors without a live session who had one before.
    """

    following: int
    visitors: Mapping[VisitorKey, int] = field(default_factory=dict)

    def number(self, session: Session, before: Session | None) -> None:
        """Give a session its numbers. before: the last session of its visitor, None when there is no live one."""
        session.session_number = self.following
        self.following += 1
        if before is not None:
            session.visitor_number = before.visitor_number
        else:
            session.visitor_number = self.visitors.get(session.visitor_key, session.session_number)


def assign(
    events: Iterable[Event],
    stored: Mapping[VisitorKey, Session],
    start: Callable[[Event], Session],
    changes: SessionChanges | None = None,
    *,
    numbering: Numbering | None = None,
) -> SessionChanges:
    """Give every event its session, in order. `stored` does not change: sessions that get events are copied.

    stored: the live sessions in the database. start: returns the session that begins with an event. changes: those of
    the events before, when a batch is processed in parts; it is added to. numbering: of new sessions; None for a store
    that has ids alone.
    """
    changes = changes or SessionChanges()
    live = changes.live
    for event in events:
        visitor = (event.website, event.visitor)
        session = live.get(visitor)
        if session is None and (row := stored.get(visitor)) is not None:
            changes.replaced.add((row.website, row.session_number))
            session = copy(row)
        if session is not None and session.takes(event.at_us):
            session.add(event)
        else:
            if session is not None:
                changes.ended.append(session)
            before, session = session, start(event)
            if numbering is not None:
                numbering.number(session, before)
        live[visitor] = session
        event.session, event.session_number = session.session, session.session_number
        event.visitor_number = session.visitor_number
    return changes
