"""ClickHouse as a database of the server: writes and reads, their caches and limits, and a start without it."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from app.domain.ids import WebsiteKey
from app.domain.ingest.sessions import SessionChanges
from app.storage.cache import NONE
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.database import ClickHouseDatabase, open_clickhouse
from app.storage.connection import KnownStorageError, QueryTooSlow, StorageClosed
from tests.cloud.clickhouse.test_batches import history, seqs

SHOP = WebsiteKey(1)
NOON = datetime(2026, 3, 30, 12, tzinfo=UTC)
FOREVER = "SELECT sum(number) FROM numbers(1000000000000)"


@pytest_asyncio.fixture
async def database(con: ClickHouse, tmp_path: Path) -> AsyncIterator[ClickHouseDatabase]:
    database = await open_clickhouse(con.address, tmp_path, has_journal=False)
    yield database
    await database.close()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def test_what_was_written_is_read_at_once(database: ClickHouseDatabase) -> None:
    reads = count(1)

    def stored(con: ClickHouse) -> tuple[int, int]:
        return next(reads), len(seqs(con))

    async def report() -> tuple[int, int]:
        return await database.read_cached(stored, key="report", website=SHOP, until=NOON)

    assert [await report(), await report()] == [(1, 0), (1, 0)]
    later = {SHOP: NOON + timedelta(hours=1)}
    await database.write(database.store.batches.store_batch, *history(4), [], 4, invalidates=lambda _: later)
    assert await report() == (1, 0)  # the write changed nothing before noon
    await database.write(database.store.batches.store_batch, [], SessionChanges(), [], 5, invalidates={SHOP: NOON})
    assert await report() == (1, 0)
    await database.write(database.store.batches.move_position, 6)
    assert await report() == (2, 4)


async def test_a_write_that_fails_counts_as_one_that_may_have_changed_everything(database: ClickHouseDatabase) -> None:
    def fail(writer: ClickHouseWriter) -> None:
        writer.con.command("nonsense")

    await database.read_cached(seqs, key="report", website=SHOP, until=NOON)
    with pytest.raises(Exception, match="nonsense"):
        await database.write(fail, invalidates=NONE)
    assert database.cache.find("report") is None


@pytest.mark.parametrize("leaves", [True, False])
async def test_a_query_ends_with_its_caller_or_its_limit(database: ClickHouseDatabase, *, leaves: bool) -> None:
    ended = threading.Event()

    def run(con: ClickHouse) -> None:
        try:
            con.read(FOREVER)
        finally:
            ended.set()

    def running(con: ClickHouse) -> int:
        return len(con.read("SELECT query_id FROM system.processes WHERE query LIKE 'SELECT sum(number)%'"))

    reading = asyncio.ensure_future(database.read(run, limit_s=60 if leaves else 0.3, pool="reports"))
    if leaves:
        while not await database.read(running):
            pass
        reading.cancel()
    begun_s = time.monotonic()
    with pytest.raises(asyncio.CancelledError if leaves else QueryTooSlow):
        await reading
    assert await asyncio.to_thread(ended.wait, 5)
    assert time.monotonic() - begun_s < 5
    assert await database.read(seqs, pool="reports") == []


async def test_all_queries_of_a_read_share_its_limit(database: ClickHouseDatabase) -> None:
    queries = count()

    def run(con: ClickHouse) -> None:
        while True:
            con.read("SELECT sleep(0.05)")
            next(queries)

    with pytest.raises(QueryTooSlow):
        await database.read(run, limit_s=0.4)
    assert next(queries) < 9


async def test_several_reads_run_at_once(database: ClickHouseDatabase) -> None:
    together = threading.Barrier(2, timeout=5)

    def run(con: ClickHouse) -> int:
        together.wait()
        ((number,),) = con.read("SELECT 7")
        together.wait()
        return int(number)

    assert await asyncio.gather(*(database.read(run, pool="reports") for _ in range(2))) == [7, 7]


async def test_closing_leaves_no_thread_and_nothing_is_done_afterwards(con: ClickHouse, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = await open_clickhouse(con.address, tmp_path, has_journal=False)
    await asyncio.gather(*(database.read(seqs, pool="reports") for _ in range(4)))
    await database.close()
    await database.close()
    assert not [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("db-")]
    with pytest.raises(StorageClosed):
        await database.read(seqs)
    with pytest.raises(StorageClosed):
        await database.write(database.store.batches.next_seq)


async def test_only_a_first_start_needs_clickhouse(
    engine: ClickHouseAddress, con: ClickHouse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    away = ClickHouseAddress("127.0.0.1", free_port())
    with pytest.raises(KnownStorageError, match="cannot be reached"):
        await open_clickhouse(away, tmp_path, has_journal=False)
    assert list(tmp_path.iterdir()) == []
    first = await open_clickhouse(con.address, tmp_path, has_journal=False)
    await first.write(first.store.batches.store_batch, *history(4), [], 4)
    await first.close()
    database = await open_clickhouse(away, tmp_path, has_journal=True)
    try:
        assert [record.message for record in caplog.records if record.levelname == "WARNING"]
        caplog.clear()
        assert await database.write(database.store.batches.next_seq, invalidates=NONE) == 4
        with pytest.raises(KnownStorageError, match="cannot be reached"):
            await database.write(database.store.batches.store_batch, *history(2, 4), [], 6)
        with pytest.raises(KnownStorageError, match="cannot be reached"):
            await database.read(seqs)
    finally:
        await database.close()
