"""Session cache: the live sessions and the numbers of recent visitors, and the sessions of a batch of events."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from app.domain.ids import WebsiteKey
from app.domain.ingest.channels import Channels
from app.domain.ingest.events import US_PER_DAY, Event
from app.domain.ingest.sessions import Numbering, Session, SessionChanges, VisitorKey, assign, begin
from app.domain.server_status import CacheStatus
from app.server.ingest.enrichment import slice_events
from app.server.ingest.queue import EnrichedEvent
from app.storage.cache import NONE
from app.storage.event_store import EventDatabase
from app.storage.ingest.numbers import Asked, KnownNumbers

W = TypeVar("W")
R = TypeVar("R")


class VisitorNumbers:
    """Numbers of recent visitors, so that their next session need not look for an earlier one in the table.

    Two generations, of which the older one is dropped when the newer one is full. complete_since_us: the visitor of
    every stored session that ended later is in here. Ids that the program makes last for one UTC day, so for an event
    more than a day after that time, a visitor who is not in here is new.
    """

    def __init__(self, max_visitors: int, known: KnownNumbers) -> None:
        self._most = max(1, max_visitors // 2)
        self._newer: dict[VisitorKey, int] = {}
        self._older = dict(known.visitors)
        self._newest_us = self._newer_since_us = known.until_us
        self.complete_since_us = known.since_us

    def get(self, visitor: VisitorKey) -> int | None:
        """Return the number of a visitor, None when he is not in here."""
        number = self._newer.get(visitor)
        return self._older.get(visitor) if number is None else number

    def add(self, session: Session) -> None:
        """Remember the visitor of a stored session."""
        visitor = session.visitor_key
        if visitor not in self._newer and len(self._newer) >= self._most:
            self._older, self._newer = self._newer, {}
            self.complete_since_us, self._newer_since_us = self._newer_since_us, self._newest_us
        self._newer[visitor] = session.visitor_number
        self._newest_us = max(self._newest_us, session.ended_us)


class SessionCache(Generic[W, R]):
    """The stored live sessions of recent visitors. Those that were evicted are read from their table.

    It changes only after the transaction that stores the same changes was committed, except for the number of the next
    session, which a failed batch skips. max_sessions: sessions in memory; stored: rows of `sessions_live`; channels:
    rules that name the channel of a new session; known: numbers in the tables.
    """

    def __init__(
        self,
        database: EventDatabase[W, R],
        channels: Channels,
        max_sessions: int,
        stored: int,
        known: KnownNumbers,
    ) -> None:
        self._database = database
        self._channels = channels
        self._max = max_sessions
        self._sessions: OrderedDict[VisitorKey, Session] = OrderedDict()
        self._visitors = VisitorNumbers(max_sessions, known)
        self._stored = stored
        self._next_session = known.following
        self._hits = self._misses = 0

    def status(self) -> CacheStatus:
        """Return the size of the cache and its hits: visitors whose session was not read from the table."""
        return CacheStatus("sessions", len(self._sessions), self._max, self._hits, self._misses)

    def begins(self, event: Event, waiting: set[VisitorKey] | None) -> bool:
        """Return whether an event begins a session; False where that is unknown, as when sessions were evicted.

        waiting: visitors of the events before it that are not stored yet, to whom its own is added; None if unknown.
        """
        visitor = (event.website, event.visitor)
        if waiting is None or visitor in waiting:
            return False
        waiting.add(visitor)
        session = self._sessions.get(visitor)
        return self._stored <= len(self._sessions) if session is None else not session.takes(event.at_us)

    async def assign(self, batch: Sequence[EnrichedEvent]) -> SessionChanges:
        """Assign the events of a batch to sessions, in slices, so that the loop stays responsive.

        The cache itself does not change. Raises AppError when the table cannot be read.
        """
        by_seq: dict[int, EnrichedEvent] = {item.event.seq: item for item in batch}

        def start(event: Event) -> Session:
            item, page = by_seq[event.seq], event.page
            channel = self._channels.classify(event.source.domain, event.utm, page.hostname, page.query_and_fragment)
            return begin(event, item.website_id, channel)

        stored = await self._stored_sessions({(item.event.website, item.event.visitor) for item in batch})
        numbering = Numbering(self._next_session, await self._known_visitors(batch, stored))
        changes = SessionChanges()
        size = slice_events(len(batch))
        for first in range(0, len(batch), size):
            assign([item.event for item in batch[first : first + size]], stored, start, changes, numbering=numbering)
            self._next_session = numbering.following
            await asyncio.sleep(0)
        return changes

    def apply(self, changes: SessionChanges) -> None:
        """Take over the changes of a committed batch."""
        self._stored += len(changes.live) - len(changes.replaced)
        for visitor, session in changes.live.items():
            self._sessions[visitor] = session
            self._sessions.move_to_end(visitor)
            self._visitors.add(session)
        for session in changes.ended:
            self._visitors.add(session)
        while len(self._sessions) > self._max:
            self._sessions.popitem(last=False)

    def forget(self, website: WebsiteKey) -> None:
        """Drop the sessions of a website, which others have changed in the table: they are read from there again."""
        for visitor in [visitor for visitor in self._sessions if visitor[0] == website]:
            del self._sessions[visitor]

    def after_sweep(self, stored: int, before_us: int) -> None:
        """Drop the sessions that a sweep has ended: their last event is at `before_us` or older.

        stored: rows left in the table.
        """
        self._stored = stored
        for visitor in [visitor for visitor, session in self._sessions.items() if session.ended_us <= before_us]:
            del self._sessions[visitor]

    async def _stored_sessions(self, visitors: set[VisitorKey]) -> dict[VisitorKey, Session]:
        """Return the live session of each visitor that has one. Read the table only if it holds more than the cache."""
        sessions = {visitor: session for visitor in visitors if (session := self._sessions.get(visitor)) is not None}
        missing: list[VisitorKey] = []
        if self._stored > len(self._sessions) and len(sessions) < len(visitors):
            store, missing = self._database.store, [visitor for visitor in visitors if visitor not in sessions]
            sessions.update(await self._database.write(store.live_sessions.live_sessions, missing, invalidates=NONE))
        self._misses += len(missing)
        self._hits += len(visitors) - len(missing)
        return sessions

    async def _known_visitors(
        self, batch: Sequence[EnrichedEvent], stored: Mapping[VisitorKey, Session]
    ) -> dict[VisitorKey, int]:
        """Return the number of each visitor without a live session who had one before.

        The table is read for those who may be in it and are not in memory: visitors who chose their id, and all others
        as far back as the memory does not reach.
        """
        known: dict[VisitorKey, int] = {}
        asked = Asked()
        for visitor, item in {(item.event.website, item.event.visitor): item for item in reversed(batch)}.items():
            if visitor in stored:
                continue
            number = self._visitors.get(visitor)
            if number is not None:
                known[visitor] = number
            elif item.client_id is not None:
                asked.clients[item.event.website, item.client_id] = visitor
            elif item.event.at_us - US_PER_DAY < self._visitors.complete_since_us:
                asked.times_us[visitor] = item.event.at_us
        if asked.clients or asked.times_us:
            known |= await self._database.write(self._database.store.numbers.known_visitors, asked, invalidates=NONE)
        return known
