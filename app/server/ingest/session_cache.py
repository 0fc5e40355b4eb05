"""Session cache: the live sessions of recent visitors, and the sessions of a batch of events."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence

from app.domain.ingest.channels import Channels
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import Session, SessionChanges, VisitorKey, assign, begin
from app.domain.server_status import CacheStatus
from app.server.ingest.enrichment import slice_events
from app.server.ingest.queue import EnrichedEvent
from app.storage.cache import NONE
from app.storage.database import Database
from app.storage.ingest import events as store


class SessionCache:
    """The stored live sessions of recent visitors. Those that were evicted are read from their table.

    It changes only after the transaction that stores the same changes was committed. max_sessions: sessions in memory;
    stored: rows of `sessions_live`; channels: rules that name the channel of a new session.
    """

    def __init__(self, database: Database, channels: Channels, max_sessions: int, stored: int) -> None:
        self._database = database
        self._channels = channels
        self._max = max_sessions
        self._sessions: OrderedDict[VisitorKey, Session] = OrderedDict()
        self._stored = stored
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
            return begin(event, item.website_id, channel, item.user_agent_hash)

        stored = await self._stored_sessions({(item.event.website, item.event.visitor) for item in batch})
        changes = SessionChanges()
        size = slice_events(len(batch))
        for first in range(0, len(batch), size):
            assign([item.event for item in batch[first : first + size]], stored, start, changes)
            await asyncio.sleep(0)
        return changes

    def apply(self, changes: SessionChanges) -> None:
        """Take over the changes of a committed batch."""
        self._stored += len(changes.live) - len(changes.replaced)
        for visitor, session in changes.live.items():
            self._sessions[visitor] = session
            self._sessions.move_to_end(visitor)
        while len(self._sessions) > self._max:
            self._sessions.popitem(last=False)

    def after_sweep(self, stored: int, is_live: Callable[[Session], bool]) -> None:
        """Drop the sessions that a sweep has ended. stored: rows left in the table."""
        self._stored = stored
        for visitor in [visitor for visitor, session in self._sessions.items() if not is_live(session)]:
            del self._sessions[visitor]

    async def _stored_sessions(self, visitors: set[VisitorKey]) -> dict[VisitorKey, Session]:
        """Return the live session of each visitor that has one. Read the table only if it holds more than the cache."""
        sessions = {visitor: session for visitor in visitors if (session := self._sessions.get(visitor)) is not None}
        missing: list[VisitorKey] = []
        if self._stored > len(self._sessions) and len(sessions) < len(visitors):
            missing = [visitor for visitor in visitors if visitor not in sessions]
            sessions.update(await self._database.write(store.live_sessions, missing, invalidates=NONE))
        self._misses += len(missing)
        self._hits += len(visitors) - len(missing)
        return sessions
