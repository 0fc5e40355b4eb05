"""The session rule: 30 minutes without an event end a session. Exact for every event, also within one batch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter

import msgspec

from app.domain.events import Event
from app.domain.visitors import visitor_text

IDLE_LIMIT = timedelta(minutes=30)  # an event exactly this much later starts a new session
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Visit = tuple[int, int]  # (website key, visitor): at most one of its sessions is alive


class Session(msgspec.Struct, gc=False):
    """One session; the fields stand in the order of the columns of table `sessions`.

    Entry and exit are the first and last pageview, or the first and last event while there is no pageview. Source,
    place and system are those of the first event; is_steady: all its events have the same place and system. is_bot: one
    of its events is; score and signals of the worst event.
    """

    website: int
    session: int
    visitor: int
    started_at: datetime
    ended_at: datetime
    events: int
    pageviews: int
    begins_with_pageview: bool
    has_later_referrer: bool
    entry_origin: str
    entry_hostname: str | None
    entry_path: str
    entry_tail: str
    exit_origin: str
    exit_path: str
    exit_tail: str
    referrer_domain: str | None
    channel: str
    utm_source: str | None
    utm_medium: str | None
    utm_campaign: str | None
    utm_term: str | None
    utm_content: str | None
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
    is_steady: bool
    user_agent_hash: int
    is_bot: bool
    bot_score: int
    bot_signals: int

    @property
    def visit(self) -> Visit:
        return (self.website, self.visitor)

    def takes(self, at: datetime) -> bool:
        """True when an event at `at` belongs to this session. A clock set back a little does not end it."""
        return self.started_at - IDLE_LIMIT < at < self.ended_at + IDLE_LIMIT

    def add(self, event: Event) -> None:
        """Count one more event into this session."""
        self.events += 1
        if event.kind == "pageview":
            if self.pageviews == 0:
                self.entry_origin, self.entry_hostname = event.origin, event.hostname
                self.entry_path, self.entry_tail = event.path, event.tail
            self.pageviews += 1
        if event.kind == "pageview" or self.pageviews == 0:
            self.exit_origin, self.exit_path, self.exit_tail = event.origin, event.path, event.tail
        self.started_at = min(self.started_at, event.ts)
        self.ended_at = max(self.ended_at, event.ts)
        self.has_later_referrer = self.has_later_referrer or event.referrer_domain is not None
        self.is_steady = self.is_steady and _look(event) == _look(self)
        self.is_bot = self.is_bot or event.is_bot
        if event.bot_score > self.bot_score:
            self.bot_score, self.bot_signals = event.bot_score, event.bot_signals


_look = attrgetter(
    "country", "region", "city", "browser", "browser_version", "os", "os_version", "device", "screen", "language"
)  # place and system

session_row = msgspec.structs.astuple
"""Session -> tuple in column order."""


def session_id(event: Event, website_id: str) -> int:
    """The number of the session that `event` begins: 64 bits, 16 hex characters on the wire.

    The first 16 hex digits of SHA-256 over visitor, website id, entry URL and first-seen milliseconds, as text.
    """
    first_seen_ms = (event.ts - EPOCH) // timedelta(milliseconds=1)
    text = f"{visitor_text(event.visitor)}{website_id}{event.full_url}{first_seen_ms}"
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def begin(event: Event, website_id: str, channel: str, user_agent_hash: int) -> Session:
    """The session that starts with `event`."""
    is_page = event.kind == "pageview"
    return Session(
        website=event.website,
        session=session_id(event, website_id),
        visitor=event.visitor,
        started_at=event.ts,
        ended_at=event.ts,
        events=1,
        pageviews=int(is_page),
        begins_with_pageview=is_page,
        has_later_referrer=False,
        entry_origin=event.origin,
        entry_hostname=event.hostname,
        entry_path=event.path,
        entry_tail=event.tail,
        exit_origin=event.origin,
        exit_path=event.path,
        exit_tail=event.tail,
        referrer_domain=event.referrer_domain,
        channel=channel,
        utm_source=event.utm_source,
        utm_medium=event.utm_medium,
        utm_campaign=event.utm_campaign,
        utm_term=event.utm_term,
        utm_content=event.utm_content,
        country=event.country,
        region=event.region,
        city=event.city,
        browser=event.browser,
        browser_version=event.browser_version,
        os=event.os,
        os_version=event.os_version,
        device=event.device,
        screen=event.screen,
        language=event.language,
        is_steady=True,
        user_agent_hash=user_agent_hash,
        is_bot=event.is_bot,
        bot_score=event.bot_score,
        bot_signals=event.bot_signals,
    )


@dataclass(slots=True)
class SessionChanges:
    """What one batch does to sessions. Nothing counts until its transaction has been committed.

    live: sessions that go on, by visit. ended: sessions the batch closed. replaced: ids whose row in the table of live
    sessions is out of date.
    """

    live: dict[Visit, Session] = field(default_factory=dict)
    ended: list[Session] = field(default_factory=list)
    replaced: set[tuple[int, int]] = field(default_factory=set)


def assign(events: list[Event], known: Mapping[Visit, Session], start: Callable[[Event], Session]) -> SessionChanges:
    """Give every event its session, in order. `known` is not changed: touched sessions are copied.

    known: the live sessions that are stored. start: makes the session that begins with an event.
    """
    changes = SessionChanges()
    live = changes.live
    for event in events:
        visit = (event.website, event.visitor)
        session = live.get(visit)
        if session is None and (stored := known.get(visit)) is not None:
            changes.replaced.add((stored.website, stored.session))
            session = copy(stored)
        if session is not None and session.takes(event.ts):
            session.add(event)
        else:
            if session is not None:
                changes.ended.append(session)
            session = start(event)
        live[visit] = session
        event.session = session.session
    return changes
