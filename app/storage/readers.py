"""Reader threads of the open database, in pools that never wait for each other.

A read ends at its time limit, which counts from when it was queued, and is interrupted when its caller goes away.
`CachedReads` keeps the results of reports, and newest times, until a write may have changed them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, Generic, Literal, Protocol, TypeVar, TypeVarTuple, cast

import duckdb

from app.domain.ids import WebsiteKey
from app.loop import spawn
from app.storage.cache import Invalidation, ReportCache
from app.storage.connection import QueryTooSlow, StorageClosed
from app.storage.newest_times import NewestTimes

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
R = TypeVar("R")


class ReadConnection(Protocol):
    """A connection of a reader thread."""

    def interrupt(self) -> None:
        """End the statement that runs. Called by other threads; it does not wait."""
        ...

    def close(self) -> None: ...


C = TypeVar("C", bound=ReadConnection)

Pool = Literal["health", "internal", "share", "reports"]
# Threads of each pool; DuckDB shares its own workers among them. Reads of the first two are short and need no memory.
POOLS: Mapping[Pool, int] = {"health": 1, "internal": 2, "share": 2, "reports": 4}
_YIELDING: frozenset[Pool] = frozenset({"share", "reports"})  # pools whose reads are stopped when a write needs memory

READ_LIMIT_S = 5.0
ROOM_LIMIT_S = 5.0  # for reads to end when a write needs their memory
INTERRUPT_EVERY_S = 0.05  # an interrupt only ends the statement that runs, so it is repeated
STOP_LIMIT_S = 1.0  # for a read to heed an interrupt; its caller gets the reply then, and its thread when it ends


class Ticket:
    """A running read, so that an interrupt ends this read and not the next one on the same cursor."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._con: ReadConnection | None = None
        self._is_withdrawn = False

    def begin(self, con: ReadConnection) -> None:
        with self._lock:
            if self._is_withdrawn:
                raise QueryTooSlow
            self._con = con

    def end(self) -> None:
        with self._lock:
            self._con = None

    def withdraw(self) -> None:
        with self._lock:
            self._is_withdrawn = True
            if self._con is not None:
                self._con.interrupt()


class Readers(Generic[C]):
    """The reader threads of a database. open_cursor: returns a connection for the thread that calls it."""

    def __init__(self, open_cursor: Callable[[], C]) -> None:
        self._open_cursor = open_cursor
        self._pools = {pool: ThreadPoolExecutor(threads, f"db-reader-{pool}") for pool, threads in POOLS.items()}
        self._local = threading.local()
        self._cursors: list[C] = []
        self._yielding: set[Ticket] = set()  # each thread adds and removes its own
        self._may_begin = threading.Event()
        self._may_begin.set()
        self._beginning = threading.Lock()

    async def run(self, read: Callable[[C], T], pool: Pool, limit_s: float) -> T:
        """Run `read` on a thread of `pool`. Raises QueryTooSlow `limit_s` after the call, even if it never began."""
        ticket = Ticket()
        try:
            work = self._pools[pool].submit(self._reading, ticket, read, pool, time.monotonic() + limit_s)
        except RuntimeError as error:  # the threads are being closed
            raise StorageClosed from error
        future = asyncio.wrap_future(work)
        try:
            async with asyncio.timeout(limit_s):  # unlike wait_for it never swallows a cancellation
                return await asyncio.shield(future)
        except TimeoutError:
            await _stop(work, future, ticket)
            raise QueryTooSlow from None
        except asyncio.CancelledError:
            await _stop(work, future, ticket)
            raise

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop the running reports and let none begin: events must be stored, a report can be requested again."""
        self._may_begin.clear()
        try:
            log.info("The memory is full; %d reads are stopped so that a write can continue", len(self._yielding))
            until_s = time.monotonic() + ROOM_LIMIT_S
            while (running := list(self._yielding)) and time.monotonic() < until_s:
                for ticket in running:
                    ticket.withdraw()
                time.sleep(INTERRUPT_EVERY_S)
            yield
        finally:
            self._may_begin.set()

    @contextlib.contextmanager
    def held(self) -> Iterator[bool]:
        """Let no report begin for a moment. Yield whether none runs."""
        with self._beginning:
            yield not self._yielding

    def close(self) -> None:
        """Let the running reads end, and close the connections of all threads."""
        for threads in self._pools.values():
            threads.shutdown(wait=True)
        for cursor in self._cursors:
            with contextlib.suppress(duckdb.Error):  # of a database that is broken, nothing more can be lost
                cursor.close()

    def _reading(self, ticket: Ticket, read: Callable[[C], T], pool: Pool, until_s: float) -> T:
        con: C | None = getattr(self._local, "con", None)
        if con is None:
            con = self._local.con = self._open_cursor()
            self._cursors.append(con)
        if pool not in _YIELDING:
            return _run(ticket, con, read)
        may_begin = self._may_begin.wait(max(0.0, min(ROOM_LIMIT_S, until_s - time.monotonic())))
        if not may_begin and time.monotonic() >= until_s:
            raise QueryTooSlow  # the loop, which ends a read at its limit, may be a moment late
        with self._beginning:
            self._yielding.add(ticket)
        try:
            return _run(ticket, con, read)
        finally:
            self._yielding.discard(ticket)


def _run(ticket: Ticket, con: C, read: Callable[[C], T]) -> T:
    ticket.begin(con)
    try:
        return read(con)
    finally:
        ticket.end()


async def _stop(work: Future[Any], future: asyncio.Future[Any], ticket: Ticket) -> None:
    """End a read: at once when it has not begun, else by interrupts, which go on after STOP_LIMIT_S."""
    if work.cancel():
        return
    interrupting = spawn("interrupt", _interrupt(future, ticket))
    await asyncio.wait([interrupting], timeout=STOP_LIMIT_S)


async def _interrupt(future: asyncio.Future[Any], ticket: Ticket) -> None:
    while not future.done():
        ticket.withdraw()
        await asyncio.wait([future], timeout=INTERRUPT_EVERY_S)
    if not future.cancelled():
        future.exception()  # retrieved, so that asyncio does not report it as lost


class CachedReads(ABC, Generic[R]):
    """A database of events with its caches. lifetime_s: of what is kept, where others write to the database too."""

    def __init__(self, lifetime_s: float = math.inf) -> None:
        self.cache = ReportCache(lifetime_s)
        self.newest = NewestTimes(lifetime_s)

    @abstractmethod
    async def read(
        self, fn: Callable[[R, *Ts], T], *args: *Ts, limit_s: float = READ_LIMIT_S, pool: Pool = "internal"
    ) -> T:
        """Run `fn` on a reader thread of `pool`.

        Raises QueryTooSlow `limit_s` after the call, whether it waited or ran; cancelling stops the query.
        """

    async def read_cached(
        self,
        fn: Callable[[R], T],
        *,
        key: Hashable,
        website: WebsiteKey,
        until: datetime,
        limit_s: float = READ_LIMIT_S,
        pool: Pool = "internal",
    ) -> T:
        """`read` for reports: returns the cached result unless a write may have changed it since.

        The result must depend only on `key` and on the rows of `website` up to `until`, together with the whole of the
        sessions that began before. Results are shared, so they are immutable.
        """
        if (entry := self.cache.find(key)) is not None:
            return cast(T, entry.result)
        claim = self.cache.begin(website, until)
        try:
            result = await self.read(fn, limit_s=limit_s, pool=pool)
            self.cache.keep(claim, key, result)
        finally:
            self.cache.end(claim)
        return result

    async def read_newest(
        self,
        fn: Callable[[R, Sequence[WebsiteKey], datetime], Mapping[WebsiteKey, datetime]],
        websites: Sequence[WebsiteKey],
        until: datetime,
        *,
        limit_s: float = READ_LIMIT_S,
        pool: Pool = "internal",
    ) -> dict[WebsiteKey, datetime | None]:
        """Return the newest time of each website before `until`. One `read` gets those that are not in `newest` yet."""
        times = self.newest.find(websites, until)
        missing = tuple(website for website in websites if website not in times)
        if missing:
            with self.newest.reading(until) as reading:
                read = await self.read(fn, missing, until, limit_s=limit_s, pool=pool)
                fresh = {website: read.get(website) for website in missing}
                self.newest.keep(reading, fresh)
            times |= fresh
        return times

    def _invalidate(self, changed: Invalidation) -> None:
        self.cache.invalidate(changed)
        self.newest.invalidate(changed)
