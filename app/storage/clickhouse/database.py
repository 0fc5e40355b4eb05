"""ClickHouse as the server uses it: one thread writes and a few read (`readers`), each with a connection of its own.

ClickHouse may be away, at a start as well: events then wait in the journal.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from app.storage.cache import ALL, Invalidation
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.batches import ClickHouseWriter, open_writer
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.cuts import FILE_NAME, PositionFile
from app.storage.clickhouse.migrate import migrate
from app.storage.clickhouse.stopping import QueryStopper, StoppableConnection
from app.storage.clickhouse.store import CLICKHOUSE
from app.storage.connection import KnownStorageError, StorageClosed
from app.storage.event_store import EventStore
from app.storage.readers import READ_LIMIT_S, CachedReads, Pool, Readers

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

LIFETIME_S = 3.0  # of cached results: other processes store events too, and announce none


class ClickHouseDatabase(CachedReads[ClickHouse]):
    """An `EventDatabase` in ClickHouse, returned by `open_clickhouse`. thread: of the writer."""

    def __init__(self, writer: ClickHouseWriter, thread: ThreadPoolExecutor) -> None:
        super().__init__(LIFETIME_S)
        self._writer = writer
        self._thread = thread
        self._stopper = QueryStopper(writer.con.address)
        self._readers = Readers(functools.partial(StoppableConnection, writer.con.address, self._stopper.stop))
        self._is_closed = False

    @property
    def file(self) -> None:
        """None: its files are those of a server."""
        return None

    @property
    def store(self) -> EventStore[ClickHouseWriter, ClickHouse]:
        return CLICKHOUSE

    async def write(
        self,
        fn: Callable[[ClickHouseWriter, *Ts], T],
        *args: *Ts,
        invalidates: Invalidation | Callable[[T], Invalidation] = ALL,
    ) -> T:
        """Run `fn` on the writer thread. It is finished once begun, even if the caller leaves.

        There are no transactions: `fn` itself sees to it that nothing half done counts.
        """
        if self._is_closed:
            raise StorageClosed
        future = asyncio.get_running_loop().run_in_executor(self._thread, self._writing, invalidates, fn, *args)
        return await asyncio.shield(future)

    async def checkpoint(self) -> None:
        """Do nothing: an insert is durable when ClickHouse confirms it."""

    async def read(
        self,
        fn: Callable[[ClickHouse, *Ts], T],
        *args: *Ts,
        limit_s: float = READ_LIMIT_S,
        pool: Pool = "internal",
    ) -> T:
        """`CachedReads.read`. Each query of `fn` sees what is stored when it begins."""
        if self._is_closed:
            raise StorageClosed
        work = functools.partial(_reading, time.monotonic() + limit_s, fn, args)
        return await self._readers.run(work, pool, limit_s)

    async def close(self) -> None:
        """Let running reads and writes end, and close every connection. A second call does nothing."""
        if not self._is_closed:
            self._is_closed = True
            await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.close()
        self._stopper.close()
        self._thread.submit(self._writer.con.close).result()
        self._thread.shutdown(wait=True)

    def _writing(
        self,
        invalidates: Invalidation | Callable[[T], Invalidation],
        fn: Callable[[ClickHouseWriter, *Ts], T],
        *args: *Ts,
    ) -> T:
        changed: Invalidation = ALL  # what fails may have stored something
        try:
            result = fn(self._writer, *args)
            changed = invalidates(result) if callable(invalidates) else invalidates
        finally:
            self._invalidate(changed)
        return result


def _reading(until_s: float, fn: Callable[[ClickHouse, *Ts], T], args: tuple[*Ts], con: StoppableConnection) -> T:
    with con.limited(until_s):
        return fn(con, *args)


async def open_clickhouse(address: ClickHouseAddress, folder: Path, *, has_journal: bool) -> ClickHouseDatabase:
    """Open the database at `address` and bring its schema up to date.

    folder: has the position of this process in its journal. has_journal: the journal has events. Raises
    KnownStorageError without that position; at the first start also when ClickHouse cannot be used, since the address
    may be wrong. A later start goes on without it.
    """
    thread = ThreadPoolExecutor(1, "db-writer")
    try:
        opening = functools.partial(_open_writer, address, folder / FILE_NAME, has_journal)
        writer = await asyncio.get_running_loop().run_in_executor(thread, opening)
    except BaseException:  # a cancelled start too leaves no thread behind; it goes on to the caller
        thread.shutdown(wait=True)
        raise
    return ClickHouseDatabase(writer, thread)


def _open_writer(address: ClickHouseAddress, path: Path, has_journal: bool) -> ClickHouseWriter:
    con = ClickHouse(address, migrate)
    try:
        con.connect()
        return open_writer(con, path, has_journal=has_journal)
    except KnownStorageError as error:
        con.close()
        if not path.exists():
            raise
        writer = ClickHouseWriter(con, PositionFile(path, has_journal))
        log.warning("ClickHouse cannot be used yet, events wait in the journal: %s", error.message)
        return writer
