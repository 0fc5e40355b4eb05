"""Readers: pools that do not wait for each other, and a time limit that counts from when a read was queued."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import get_args

import pytest

from app.storage import readers
from app.storage.connection import Connection, QueryTooSlow, StorageClosed
from app.storage.database import Database, open_database
from app.storage.readers import POOLS, Pool

FOREVER_S = 60.0


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    opened = await open_database(Path(":memory:"), threads=1)
    yield opened
    await opened.close()


@asynccontextmanager
async def busy(database: Database, pool: Pool) -> AsyncIterator[threading.Event]:
    """Have every thread of a pool at work. Yield the event that ends the work."""
    begun, gate = threading.Semaphore(0), threading.Event()

    def read(con: Connection) -> None:
        begun.release()
        assert gate.wait(FOREVER_S)

    reads = [asyncio.ensure_future(database.read(read, limit_s=FOREVER_S, pool=pool)) for _ in range(POOLS[pool])]
    for _ in reads:
        assert await asyncio.to_thread(begun.acquire, timeout=10)
    try:
        yield gate
    finally:
        gate.set()
        await asyncio.gather(*reads)


def one(con: Connection) -> int:
    return len(con.execute("SELECT 1").fetchall())


async def test_a_queued_read_ends_at_its_limit_although_no_thread_is_free(database: Database) -> None:
    async with busy(database, "reports") as gate:
        began = []
        with pytest.raises(QueryTooSlow):
            await database.read(began.append, limit_s=0.01, pool="reports")
        assert not gate.is_set(), "it ended while all threads were at work"
    assert await database.read(one, pool="reports") == 1
    assert not began, "a read whose caller was answered does not begin"


async def test_a_cancelled_read_in_the_queue_ends_at_once(database: Database) -> None:
    async with busy(database, "reports") as gate:
        reading = asyncio.ensure_future(database.read(one, limit_s=FOREVER_S, pool="reports"))
        await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert not gate.is_set()


@pytest.mark.parametrize("full", get_args(Pool))
async def test_a_full_pool_holds_no_other_pool(database: Database, full: Pool) -> None:
    async with busy(database, full):
        for pool in POOLS:
            if pool != full:
                assert await database.read(one, limit_s=FOREVER_S, pool=pool) == 1


async def test_a_read_that_heeds_no_interrupt_still_ends_for_its_caller(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "STOP_LIMIT_S", 0.01)
    gate = threading.Event()
    with pytest.raises(QueryTooSlow):
        await database.read(lambda con: gate.wait(FOREVER_S), limit_s=0.01, pool="health")
    assert not gate.is_set()
    gate.set()
    assert await database.read(one, limit_s=FOREVER_S, pool="health") == 1


async def test_short_reads_go_on_while_a_write_needs_the_memory_of_reports(database: Database) -> None:
    with database._readers.stopped():
        assert await database.read(one, pool="health") == 1
        assert await database.read(one, pool="internal") == 1
        with pytest.raises(QueryTooSlow):
            await database.read(one, pool="reports", limit_s=0.01)
    assert await database.read(one, pool="reports") == 1


async def test_a_read_after_the_threads_were_closed_is_refused(database: Database) -> None:
    await asyncio.to_thread(database._readers.close)
    with pytest.raises(StorageClosed):
        await database.read(one)
