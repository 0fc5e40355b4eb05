"""Files that vanish while the server runs: it notices, says so, and loses no acknowledged event."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.server.ingest.recovery import file_watch
from tests.server.ingest.conftest import Running, pageview, running

SLOW = {"flush_interval_ms": 3_600_000, "flush_max_events": 1_000_000, "collect_rate_limit": 0}


def removed(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_suffix(".bak"))


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def replaced(path: Path) -> None:
    copy = path.with_suffix(".copy")
    shutil.copyfile(path, copy)
    os.truncate(copy, 40)
    copy.replace(path)


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def state(run: Running, name: str) -> str:
    return next(check.state for check in run.ingest.checks() if check.name == name)


async def crashed_and_stored(folder: Path, into: Path) -> list[str]:
    """Return the paths that a server stores which starts on the files as they are now."""
    shutil.copytree(folder, into)
    async with running(into) as run:
        await run.ingest.flush()
        return [path for (path,) in await run.rows("SELECT path FROM events ORDER BY path")]


@pytest.mark.expects_log("Files of the journal vanished|Journal segment")
@pytest.mark.parametrize("mode", ["interval", "always"])
@pytest.mark.parametrize("vanish", [removed, renamed, emptied, cut, replaced, folder_removed])
async def test_a_segment_that_vanished_is_noticed_and_costs_no_acknowledged_event(
    tmp_path: Path, vanish: Callable[[Path], None], mode: str
) -> None:
    folder, paths = tmp_path / "data", [f"/{number:02}" for number in range(60)]
    async with running(folder, journal_fsync=mode, **SLOW) as run:
        for path in paths[:30]:
            await run.send(pageview(path))
        await asyncio.to_thread(vanish, folder / "journal" / "00000001.log")
        if vanish is not folder_removed:  # then events are refused until the folder is there again
            for path in paths[30:]:
                await run.send(pageview(path))
        await run.ingest.check_files()
        if vanish is folder_removed:
            for path in paths[30:]:
                await run.send(pageview(path))
        assert state(run, "journal_files") == "degraded"
        assert run.ingest.is_ready
        assert await crashed_and_stored(folder, tmp_path / "crashed") == paths
        await run.ingest.flush()
        assert await run.rows("SELECT count(*), count(DISTINCT path) FROM events") == [(60, 60)]


@pytest.mark.expects_log("Files of the journal vanished")
async def test_events_whose_place_is_known_already_are_written_again_too(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with running(folder, **SLOW) as run:
        with run.hub.subscribe() as stream:
            await run.send(pageview("/1"))
            await anext(aiter(stream))  # enriched: the parsed body is dropped then
        await run.send(pageview("/2"), pageview("/3"))
        (folder / "journal" / "00000001.log").unlink()
        await run.ingest.check_files()
        assert await crashed_and_stored(folder, tmp_path / "crashed") == ["/1", "/2", "/3"]


@pytest.mark.expects_log("Files of the journal vanished")
async def test_a_vanished_segment_is_noticed_without_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watch, "CHECK_EVERY_S", 0.01)
    async with running(tmp_path, **SLOW) as run:
        await run.send(pageview("/1"))
        (tmp_path / "journal" / "00000001.log").unlink()
        async with asyncio.timeout(5):
            while not list((tmp_path / "journal").glob("*.log")):
                await run.rows("SELECT 1")
        assert state(run, "journal_files") == "degraded"


async def test_the_files_are_compared_every_second() -> None:
    assert file_watch.CHECK_EVERY_S <= 1.0


async def test_segments_that_are_left_on_purpose_raise_no_alarm(tmp_path: Path) -> None:
    async with running(tmp_path, **SLOW) as run:
        for number in range(3):
            await run.send(pageview(f"/{number}"))
            await run.ingest.flush()
            await run.ingest.check_files()
        assert state(run, "journal_files") == "ok"


async def with_a_gap(folder: Path, crashed: Path, missing: int) -> None:
    """Leave in `crashed` a database and a journal between which this number of requests is missing."""
    async with running(folder, **SLOW) as run:
        await run.send(pageview("/1"))
        await run.ingest.flush()
        await run.database.checkpoint()
        shutil.copytree(folder, crashed)
        for number in range(missing):
            await run.send(pageview(f"/missing/{number}"))
    async with running(folder, **SLOW) as run:
        await run.send(pageview("/later"))
        for segment in (folder / "journal").glob("*.log"):
            shutil.copy(segment, crashed / "journal" / "00000077.log")


@pytest.mark.expects_log("2 requests are missing between the database and the journal")
async def test_a_gap_between_database_and_journal_is_reported_at_the_start(tmp_path: Path) -> None:
    await with_a_gap(tmp_path / "data", tmp_path / "crashed", 2)
    async with running(tmp_path / "crashed") as run:
        assert state(run, "journal_files") == "degraded"


async def test_a_restart_leaves_no_gap(tmp_path: Path) -> None:
    await with_a_gap(tmp_path / "data", tmp_path / "crashed", 0)
    async with running(tmp_path / "crashed") as run:
        assert state(run, "journal_files") == "ok"


async def test_a_crash_leaves_no_gap(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for number in range(4):
        async with running(folder, **SLOW) as run:
            await run.send(pageview(f"/{number}"))
            shutil.copytree(folder, tmp_path / f"crashed{number}")
            if number % 2:
                await run.ingest.flush()
        async with running(tmp_path / f"crashed{number}") as run:
            assert state(run, "journal_files") == "ok"


# --- The database file


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not give a removed file back")
@pytest.mark.expects_log("database file")
async def test_a_removed_database_file_is_written_again_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with running(folder, **SLOW) as run:
        await run.send(pageview("/1"))
        await run.ingest.flush()
        await run.database.checkpoint()
        await run.send(pageview("/2"))
        await run.ingest.flush()
        await run.send(pageview("/3"))
        for path in folder.glob("test.duckdb*"):
            path.unlink()
        await run.ingest.check_files()
        assert state(run, "database_file") == "degraded"
        await run.send(pageview("/4"))
        assert await crashed_and_stored(folder, tmp_path / "crashed") == ["/1", "/2", "/3", "/4"]
        await run.ingest.flush()
    async with running(folder) as run:
        assert await run.rows("SELECT path FROM events ORDER BY path") == [("/1",), ("/2",), ("/3",), ("/4",)]


@pytest.mark.expects_log("database file")
@pytest.mark.parametrize("vanish", [renamed, replaced])
async def test_while_the_database_file_is_elsewhere_the_journal_keeps_every_event(
    tmp_path: Path, vanish: Callable[[Path], None]
) -> None:
    async with running(tmp_path, **SLOW) as run:
        database = tmp_path / "test.duckdb"
        await run.send(pageview("/1"))
        await run.ingest.flush()
        os.link(database, tmp_path / "kept")
        vanish(database)
        await run.ingest.check_files()
        assert state(run, "database_file") == "degraded"
        await run.send(pageview("/2"))
        await run.ingest.flush()
    assert list((tmp_path / "journal").glob("*.log"))
    async with running(tmp_path / "second", **SLOW) as run:
        assert state(run, "database_file") == "ok"


@pytest.mark.expects_log("database file")
async def test_a_database_file_that_is_put_back_is_used_as_before(tmp_path: Path) -> None:
    async with running(tmp_path, **SLOW) as run:
        (tmp_path / "test.duckdb").rename(tmp_path / "aside")
        await run.ingest.check_files()
        assert state(run, "database_file") == "degraded"
        (tmp_path / "aside").rename(tmp_path / "test.duckdb")
        await run.ingest.check_files()
        assert state(run, "database_file") == "ok"
        await run.send(pageview("/1"))
    assert list((tmp_path / "journal").glob("*.log")) == []
