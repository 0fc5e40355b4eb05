"""Database: a read sees one state of the data, cleans up when it fails, and makes room for a write."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import duckdb
import pytest

from app.domain.errors import AppError
from app.storage import connection
from app.storage.connection import CheckpointHeldBack, Connection, KnownStorageError, QueryTooSlow
from app.storage.database import Database, open_database

COUNT = "SELECT count(*) FROM settings"
NEEDY = "SELECT len(list(range)) FROM range(1_500_000)"
HOLDING = """
    SELECT count(*)
    FROM range(100_000_000) AS all_day
    JOIN (SELECT hash(range) % 1000 AS a, hash(-range) AS b FROM range(1_200_000)) AS held
        ON all_day.range % 1000 = held.a
"""
USED = "SELECT sum(memory_usage_bytes) FROM duckdb_memory()"
ADD = "INSERT INTO settings VALUES ($name, '')"


async def test_a_read_does_not_see_concurrent_writes() -> None:
    database = await open_database(Path(":memory:"), threads=1)
    loop, begun, written = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def twice(con: Connection) -> list[tuple[int]]:
        first = con.execute(COUNT).fetchall()
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(written.wait(), loop).result(5)
        return first + con.execute(COUNT).fetchall()

    reading = asyncio.ensure_future(database.read(twice))
    await begun.wait()
    await database.write(lambda con: con.execute(ADD, {"name": "x"}))
    written.set()
    (first,), (second,) = await reading
    assert first == second
    assert await database.read(lambda con: con.execute(COUNT).fetchall()) == [(first + 1,)]
    await database.close()


@pytest.mark.parametrize(
    ("statement", "failure"),
    [
        ("SELECT error('no')", duckdb.Error),
        ("SELECT nothing", duckdb.Error),
        ("SELECT len(list(range)) FROM range(100_000_000)", AppError),
        ("SELECT count(*) FROM range(100_000_000) AS a, range(100_000_000) AS b", AppError),
    ],
)
async def test_a_read_works_after_a_failed_one(statement: str, failure: type[Exception]) -> None:
    database = await open_database(Path(":memory:"), threads=1, memory_limit="64MB")
    with pytest.raises(failure):
        await database.read(lambda con: con.execute(statement).fetchall(), limit_s=0.2)
    assert await database.read(lambda con: con.execute("SELECT 1").fetchall()) == [(1,)]
    await database.close()


async def until_held(database: Database) -> None:
    """Wait until the join has its hash table: while it still grows, it is the read that finds no memory."""
    used = [0] * 10
    while used[0] < 45_000_000 or len(set(used)) > 1:
        await asyncio.sleep(0.03)
        ((now_used,),) = await database.read(lambda con: con.execute(USED).fetchall())
        used = [*used[1:], now_used]


async def test_a_write_without_memory_stops_the_reads_that_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "SPILL_LIMIT", "0B")
    database = await open_database(Path(":memory:"), threads=1, memory_limit="76MB")
    reading = asyncio.ensure_future(
        database.read(lambda con: con.execute(HOLDING).fetchall(), limit_s=60, pool="reports")
    )
    await until_held(database)
    assert await database.write(lambda con: con.execute(NEEDY).fetchall()) == [(1_500_000,)]
    with pytest.raises(QueryTooSlow):
        await reading
    assert await database.read(lambda con: con.execute(NEEDY).fetchall()) == [(1_500_000,)]
    await database.close()


async def test_a_change_under_a_running_read_is_in_the_file_once_the_read_has_ended(tmp_path: Path) -> None:
    """DuckDB refuses the checkpoint while the read still sees the row as it was."""
    database = await open_database(tmp_path / "test.duckdb")
    await database.write_durably(lambda con: con.execute("INSERT INTO settings VALUES ('a', '1')"))
    has_read, may_end = threading.Event(), threading.Event()

    def long_read(con: Connection) -> object:
        seen = con.execute("SELECT value FROM settings WHERE key = 'a'").fetchall()
        has_read.set()
        may_end.wait(30)
        return seen

    reading = asyncio.ensure_future(database.read(long_read, limit_s=60))
    await asyncio.to_thread(has_read.wait, 30)
    await database.write(lambda con: con.execute("UPDATE settings SET value = '2' WHERE key = 'a'"))
    with pytest.raises(CheckpointHeldBack):
        await database.checkpoint()
    await database.write_durably(lambda con: con.execute("UPDATE settings SET value = '3' WHERE key = 'a'"))
    log = tmp_path / "test.duckdb.wal"
    assert log.stat().st_size > 0
    may_end.set()
    assert await reading == [("1",)]
    for _ in range(400):
        if not log.exists() or not log.stat().st_size:
            break
        await asyncio.sleep(0.05)
    else:
        pytest.fail("the change is still in the log alone")
    await database.close()


async def test_reads_and_writes_work_again_once_memory_is_free() -> None:
    database = await open_database(Path(":memory:"), threads=1, memory_limit="64MB")
    hungry = "SELECT len(list(range)) FROM range(100_000_000)"
    works: list[Callable[[str], Awaitable[object]]] = [
        lambda statement: database.read(lambda con: con.execute(statement).fetchall(), pool="reports"),
        lambda statement: database.write(lambda con: con.execute(statement).fetchall()),
    ]
    failures = await asyncio.gather(*(work(hungry) for work in works * 4), return_exceptions=True)
    assert {type(failure) for failure in failures} <= {KnownStorageError, QueryTooSlow}
    assert await asyncio.gather(*(work("SELECT 1") for work in works * 4)) == [[(1,)]] * 8
    await database.checkpoint()
    await database.close()


def test_the_engine_rarely_moves_its_log_under_load_and_gives_memory_back(con: Connection) -> None:
    asked = "SELECT current_setting('checkpoint_threshold'), current_setting('allocator_background_threads')"
    assert con.execute(asked).fetchall() == [("61.0 MiB", True)]


async def test_a_checkpoint_lets_go_of_blocks_unless_a_report_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "KEPT_BYTES", 2_000_000)
    database = await open_database(tmp_path / "test.duckdb", threads=1)
    may_end, begun = threading.Event(), threading.Event()

    def report(con: Connection) -> object:
        begun.set()
        may_end.wait(30)
        return con.execute(COUNT).fetchall()

    def limit_and_use(con: Connection) -> tuple[str, int]:
        limit = con.execute("SELECT current_setting('memory_limit')").fetchall()[0][0]
        return limit, con.execute(USED).fetchall()[0][0]

    limit, _ = await database.read(limit_and_use)
    await database.write(
        lambda con: con.execute("INSERT INTO settings SELECT hash(range), md5(range::VARCHAR) FROM range(200_000)")
    )
    reading = asyncio.ensure_future(database.read(report, pool="reports", limit_s=60))
    await asyncio.to_thread(begun.wait, 30)
    await database.checkpoint()
    kept_limit, kept = await database.read(limit_and_use)
    may_end.set()
    await reading
    await database.checkpoint()
    left_limit, left = await database.read(limit_and_use)
    assert kept > 4_000_000 > left
    assert limit == kept_limit == left_limit
    await database.close()
