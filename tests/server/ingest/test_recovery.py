"""A store that does not open, or breaks while it is open: nothing acknowledged is lost, and the user is informed."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from app.domain.errors import AppError
from app.storage.connection import Connection, KnownStorageError
from app.storage.database import open_database
from tests.server.ingest.conftest import FakeClock, pageview, running


def damage(logged: Path) -> None:
    data = bytearray(logged.read_bytes())
    data[len(data) // 2] ^= 0x55
    logged.write_bytes(bytes(data))


@pytest.mark.expects_log("log was damaged")
async def test_events_in_an_unreadable_database_log_are_restored_from_the_journal(tmp_path: Path) -> None:
    clock = FakeClock()
    crashed = tmp_path / "crashed"
    async with running(tmp_path / "first", clock) as run:
        await run.send(*(pageview(f"/{i}") for i in range(40)))
        await run.ingest.flush()
        await run.database.checkpoint()
        for batch in range(5):
            await run.send(*(pageview(f"/{batch}/{i}") for i in range(20)))
            await run.ingest.flush()
        shutil.copytree(tmp_path / "first", crashed)
    damage(crashed / "test.duckdb.wal")
    async with running(crashed, clock) as run:
        await run.ingest.flush()
        assert await run.rows("SELECT count(*), count(DISTINCT seq), count(DISTINCT path) FROM events") == [(140,) * 3]
        assert await run.rows("SELECT sum(events) FROM all_sessions") == [(140,)]
        assert run.database.set_aside is not None
        assert run.database.set_aside.exists()


async def test_a_readable_database_log_is_used_and_nothing_is_moved(tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(tmp_path / "first", clock) as run:
        await run.send(pageview())
        await run.ingest.flush()
        shutil.copytree(tmp_path / "first", tmp_path / "crashed")
    async with running(tmp_path / "crashed", clock) as run:
        assert await run.rows("SELECT count(*) FROM events") == [(1,)]
        assert run.database.set_aside is None


@pytest.mark.expects_log("log was damaged")
async def test_a_website_added_before_a_crash_survives_a_lost_log(tmp_path: Path) -> None:
    database = await open_database(tmp_path / "a.duckdb")

    def note(con: Connection) -> None:
        con.execute("INSERT INTO settings VALUES ('kept', 'yes')")

    await database.write_durably(note)
    await database.write(lambda con: con.execute("INSERT INTO settings VALUES ('in the log', 'x')"))
    for name in ("a.duckdb", "a.duckdb.wal"):
        shutil.copy(tmp_path / name, tmp_path / name.replace("a.", "b."))
    await database.close()
    damage(tmp_path / "b.duckdb.wal")
    again = await open_database(tmp_path / "b.duckdb")
    assert await again.read(lambda con: con.execute("SELECT key FROM settings WHERE key = 'kept'").fetchall()) == [
        ("kept",)
    ]
    await again.close()


@pytest.mark.expects_log("Events cannot be stored")
@pytest.mark.parametrize("fault", [KnownStorageError("The disk is full."), OSError(5, "Input/output error")])
async def test_a_broken_database_is_reopened_and_ingest_continues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def refuse() -> Connection:
        raise fault

    async with running(tmp_path, ingest_retry_base_ms=1, ingest_retry_max_ms=2) as run:
        await run.send(pageview("/1"))
        await run.ingest.flush()
        await run.send(pageview("/2"))

        def fatal(con: Connection) -> None:
            raise duckdb.FatalException("FATAL Error: Failed to commit: the disk is full")

        with pytest.raises(KnownStorageError):
            await run.database.write(fatal)
        with pytest.raises(KnownStorageError, match="reopened"):
            await run.rows("SELECT 1")
        monkeypatch.setattr(run.database, "_connect", refuse)
        with pytest.raises(AppError):
            await run.ingest.flush()
        assert (run.ingest.status().depth, run.ingest.status().quarantined) == (1, 0)
        monkeypatch.undo()
        with run.hub.subscribe() as stream:
            await anext(aiter(stream))  # the writer retries by itself and announces stored events
        assert await run.rows("SELECT path FROM events ORDER BY ts") == [("/1",), ("/2",)]
