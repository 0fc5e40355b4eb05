"""A read sees one state of the data, whatever is written meanwhile, and leaves nothing open."""

from __future__ import annotations

import asyncio
from pathlib import Path

import duckdb
import pytest

from app.domain.errors import AppError
from app.storage.database import Connection, open_database

COUNT = "SELECT count(*) FROM settings"
ADD = "INSERT INTO settings VALUES ($name, '')"


async def test_what_is_written_during_a_read_is_not_seen_by_it() -> None:
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
async def test_after_a_read_that_failed_the_next_one_works(statement: str, failure: type[Exception]) -> None:
    database = await open_database(Path(":memory:"), threads=1, memory_limit="64MB")
    with pytest.raises(failure):
        await database.read(lambda con: con.execute(statement).fetchall(), limit_s=0.2)
    assert await database.read(lambda con: con.execute("SELECT 1").fetchall()) == [(1,)]
    await database.close()
