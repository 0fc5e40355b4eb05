"""Connections of this process to PostgreSQL, and the threads that use them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar
from weakref import WeakValueDictionary

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from app.storage.connection import KnownStorageError, StorageClosed
from app.storage.postgres.transaction import known_error

log = logging.getLogger(__name__)
T = TypeVar("T")

COUNT = 8  # of one process; PostgreSQL has 100 for all of them by default
WAIT_S = 5.0  # for a connection, and how long the pool tries to make one before the next caller has it begin anew
IDLE_S = 300.0  # after which one that nothing uses is closed

# Of each connection. A machine that is gone sends no goodbye: after a minute the connection counts as lost.
OPTIONS: Mapping[str, str | int] = {
    "application_name": "sparklytics",
    "client_encoding": "utf8",
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


class Connections:
    """At most COUNT connections to `url`, made when they are needed and again after the server was away."""

    def __init__(self, url: str) -> None:
        # Those of psycopg's pool report each failed attempt as a warning; callers of `transaction` get it as an error.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        self._pool = ConnectionPool(
            url,
            connection_class=psycopg.Connection[TupleRow],
            kwargs=dict(OPTIONS),
            min_size=0,
            max_size=COUNT,
            max_idle=IDLE_S,
            timeout=WAIT_S,
            reconnect_timeout=WAIT_S,
            check=ConnectionPool.check_connection,
            open=True,
        )
        self._threads = ThreadPoolExecutor(COUNT, "postgres")
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._is_closed = False

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work` on one of the threads, to its end. Raises StorageClosed."""
        return await asyncio.shield(self._begin(work))

    async def run_in_turn(self, turn: str, work: Callable[[], T]) -> T:
        """`run`, after all work of the same turn that came before: however much comes, it takes one thread."""
        lock = self._turns.setdefault(turn, asyncio.Lock())
        await lock.acquire()
        try:
            done = self._begin(work)
        except BaseException:  # whatever kept it from beginning, the next in turn may go on; it goes on to the caller
            lock.release()
            raise
        done.add_done_callback(lambda _: lock.release())  # not before its end, even if the caller leaves
        return await asyncio.shield(done)

    def _begin(self, work: Callable[[], T]) -> asyncio.Future[T]:
        if self._is_closed:
            raise StorageClosed
        return asyncio.get_running_loop().run_in_executor(self._threads, work)

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """A connection with a transaction that is committed, or rolled back after an error. Blocks.

        Raises KnownStorageError, QueryTooSlow.
        """
        try:
            with self._pool.connection() as con:
                yield con
        except PoolTimeout as error:
            log.info("No connection to PostgreSQL: %s", error)
            raise KnownStorageError("PostgreSQL cannot be reached or is busy. Please try again later.") from error
        except psycopg.Error as error:
            known = known_error(error)
            if isinstance(known, KnownStorageError):
                log.info("PostgreSQL reports a fault: %s", error)  # the caller gets its own sentence and logs it
            raise known from error

    async def close(self) -> None:
        """Let running transactions end, and close every connection. A second call does nothing."""
        if not self._is_closed:
            self._is_closed = True
            await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._threads.shutdown(wait=True)
        self._pool.close()
