"""The live sessions in memory: what the writer needs to know of them without asking the database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from app.domain.ingest.sessions import Session, SessionChanges, VisitorKey
from app.domain.server_status import CacheStatus
from app.storage.cache import NONE
from app.storage.database import Database
from app.storage.ingest import events as store


class SessionCache:
    """The stored live sessions of recent visits. Those that fell out are looked up in their table."""

    def __init__(self, database: Database, max_sessions: int, stored: int) -> None:
        self._database = database
        self._max = max_sessions
        self._sessions: OrderedDict[VisitorKey, Session] = OrderedDict()
        self._stored = stored  # rows of sessions_live
        self._hits = self._misses = 0

    def status(self) -> CacheStatus:
        """How full the cache is, and how often the table did not have to be asked."""
        return CacheStatus("sessions", len(self._sessions), self._max, self._hits, self._misses)

    async def known(self, visits: set[VisitorKey]) -> dict[VisitorKey, Session]:
        """The live session of each visit that has one. Asks the table only when it holds more than the cache.

        Raises AppError when the table cannot be read.
        """
        found = {visit: session for visit in visits if (session := self._sessions.get(visit)) is not None}
        asked: list[VisitorKey] = []
        if self._stored > len(self._sessions) and len(found) < len(visits):
            asked = [visit for visit in visits if visit not in found]
            found.update(await self._database.write(store.live_sessions, asked, invalidates=NONE))
        self._misses += len(asked)
        self._hits += len(visits) - len(asked)
        return found

    def apply(self, changes: SessionChanges) -> None:
        """Take over what a committed batch did."""
        self._stored += len(changes.live) - len(changes.replaced)
        for visit, session in changes.live.items():
            self._sessions[visit] = session
            self._sessions.move_to_end(visit)
        while len(self._sessions) > self._max:
            self._sessions.popitem(last=False)

    def replace_stored(self, stored: int, keep: Callable[[Session], bool]) -> None:
        """After a sweep: forget what `keep` refuses. stored: rows that are left in the table."""
        self._stored = stored
        for visit in [visit for visit, session in self._sessions.items() if not keep(session)]:
            del self._sessions[visit]
