"""Quarantine: events of unknown websites are kept, said, taken in again once, and lose their addresses in time."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import AppError
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.server.ingest import pipeline
from app.server.ingest.journal import Record, scan
from app.server.ingest.recovery import requeue as requeue_module
from app.server.ingest.recovery.quarantine import Quarantine
from app.storage.connection import Connection
from app.storage.ingest import events as store
from tests.server.ingest.conftest import CLIENT, NOON_US, FakeClock, Running, pageview, running, website

BLOG = website(2, "site_blog")
SLOW: dict[str, Any] = {"flush_interval_ms": 3_600_000, "flush_max_events": 1_000_000, "collect_rate_limit": 0}
DAY_US = 86_400_000_000


def check(run: Running) -> tuple[str, str]:
    return next((check.state, check.message) for check in run.ingest.checks() if check.name == "quarantine")


async def crashed(tmp_path: Path, *bodies: list[dict[str, Any]]) -> Path:
    """A data folder whose journal has these requests, of the websites `site_shop` and `site_blog`, and no database."""
    folder = tmp_path / "crashed"
    async with running(tmp_path / "first", FakeClock(), website(), BLOG, **SLOW) as run:
        for events in bodies:
            await run.send(*events)
        shutil.copytree(tmp_path / "first" / "journal", folder / "journal")
    return folder


def fifty() -> list[list[dict[str, Any]]]:
    return [[pageview(f"/{number}")] for number in range(50)]


async def stored(run: Running) -> list[str]:
    await run.ingest.flush()
    return sorted(path for (path,) in await run.rows("SELECT path FROM events"))


@pytest.mark.expects_log("were set aside")
async def test_events_of_an_unknown_website_are_kept_and_said(tmp_path: Path) -> None:
    folder = await crashed(tmp_path, *fifty())
    for _ in range(3):  # however often it is started
        async with running(folder, FakeClock(), BLOG) as run:
            assert await stored(run) == []
            state, message = check(run)
            assert state == "degraded"
            assert message.startswith("50 events of unknown websites are set aside")
            assert any(problem.name == "quarantine" for problem in run.ingest.problems)
            assert run.ingest.is_ready


@pytest.mark.expects_log("were set aside")
async def test_events_are_taken_in_at_the_start_that_knows_their_website(tmp_path: Path) -> None:
    folder = await crashed(tmp_path, *fifty())
    clock = FakeClock()
    async with running(folder, clock, BLOG) as run:
        await run.send(pageview("/own", website_id="site_blog"))
    clock.advance(3600)
    for _ in range(2):
        async with running(folder, clock) as run:
            assert (await run.ingest.requeue()).left == 0
            assert len(await stored(run)) == 51
            assert check(run)[0] == "ok"
            assert await run.rows("SELECT max(ts) - min(ts) < INTERVAL 1 MINUTE FROM events WHERE website = 1") == [
                (True,)
            ]


@pytest.mark.expects_log("were set aside")
async def test_events_that_the_missing_database_had_stored_are_not_stored_again(tmp_path: Path) -> None:
    folder, aside = tmp_path / "data", tmp_path / "aside"
    async with running(tmp_path / "first", FakeClock(), **SLOW) as run:
        for number in range(50):
            await run.send(pageview(f"/{number}"))
            if number == 29:
                await run.ingest.flush()
        shutil.copytree(tmp_path / "first", folder)
    aside.mkdir()
    for path in folder.glob("test.duckdb*"):
        path.rename(aside / path.name)
    async with running(folder, FakeClock(), BLOG) as run:
        assert check(run)[1].startswith("50 events")
    for path in folder.glob("test.duckdb*"):
        path.unlink()
    for path in aside.iterdir():
        path.rename(folder / path.name)
    async with running(folder, FakeClock()) as run:
        await run.ingest.requeue()
        assert await stored(run) == sorted(f"/{number}" for number in range(50))


@pytest.mark.expects_log("were set aside")
async def test_addresses_do_not_stay_in_a_journal_of_unknown_websites(tmp_path: Path) -> None:
    folder = await crashed(tmp_path, *fifty())
    async with running(folder, FakeClock(), BLOG):
        assert len(addresses(folder)) == 50
    assert list((folder / "journal").glob("*.log")) == []


@pytest.mark.expects_log("were set aside")
async def test_events_are_taken_in_when_their_website_appears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "QUARANTINE_EVERY_S", 0.01)
    folder = await crashed(tmp_path, *fifty())
    async with running(folder, FakeClock(), BLOG) as run:
        run.directory.put(website())
        while run.ingest.status().accepted < 50:
            await run.rows("SELECT 1")
        assert len(await stored(run)) == 50


@pytest.mark.expects_log("were set aside")
async def test_only_the_unknown_events_of_a_request_are_set_aside(tmp_path: Path) -> None:
    folder = await crashed(
        tmp_path, [pageview("/shop"), pageview("/blog", website_id="site_blog"), pageview("/shop/2")]
    )
    async with running(folder) as run:
        assert await stored(run) == ["/shop", "/shop/2"]
        assert check(run)[1].startswith("1 event of unknown websites")
        assert run.ingest.set_aside == 1
        await run.ingest.requeue()  # after that of the start
        run.directory.put(BLOG)
        result = await run.ingest.requeue()
        assert (result.taken_in, result.left) == (1, 0)
        assert await stored(run) == ["/blog", "/shop", "/shop/2"]
        assert (await run.ingest.requeue()).taken_in == 0


@pytest.mark.expects_log("were set aside")
async def test_a_crash_at_any_step_of_taking_in_stores_each_event_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requeue_module, "RECORDS_AT_ONCE", 10)
    folder = await crashed(tmp_path, *fifty())
    copies: list[Path] = []
    real_write = Quarantine.write

    def snapshot() -> None:
        copies.append(tmp_path / f"copy{len(copies)}")
        shutil.copytree(folder, copies[-1])

    def write(self: Quarantine, path: Path, records: Sequence[Record]) -> None:
        snapshot()
        real_write(self, path, records)
        snapshot()

    async with running(folder, FakeClock(), BLOG, **SLOW) as run:
        run.directory.put(website())
        monkeypatch.setattr(Quarantine, "write", write)
        await run.ingest.requeue()
        monkeypatch.setattr(Quarantine, "write", real_write)
        await run.ingest.flush()
        await run.database.checkpoint()
        snapshot()
    assert len(copies) >= 3
    for copy in copies:
        async with running(copy, FakeClock(), website(), BLOG) as run:
            await run.ingest.requeue()
            assert await stored(run) == sorted(f"/{number}" for number in range(50))


@pytest.mark.expects_log("were set aside")
async def test_a_disk_that_refuses_while_taking_in_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = await crashed(tmp_path, *fifty())
    async with running(folder, FakeClock(), BLOG, **SLOW) as run:
        await run.ingest.requeue()
        run.directory.put(website())

        def full(self: Quarantine, path: Path, records: Sequence[Record]) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Quarantine, "write", full)
            with pytest.raises(AppError, match="No space left"):
                await run.ingest.requeue()
        await run.ingest.flush()
        await run.ingest.requeue()
        assert check(run)[0] == "ok"
    async with running(folder, FakeClock(), website(), BLOG) as run:
        await run.ingest.requeue()
        assert len(await stored(run)) == 50


@pytest.mark.expects_log("cannot be stored and was set aside")
async def test_an_event_that_the_database_refused_is_tried_again_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "QUARANTINE_EVERY_S", 0.01)
    async with running(tmp_path, **SLOW) as run:
        real_handover = store.hand_over

        def refuse(con: Connection, events: Sequence[Event], changes: SessionChanges) -> None:
            if any(event.page.path == "/bad" for event in events):
                raise ValueError("a bug")
            real_handover(con, events, changes)

        monkeypatch.setattr(store, "hand_over", refuse)
        await run.send(pageview("/good"), pageview("/bad"))
        assert await stored(run) == ["/good"]
        while run.ingest.set_aside != 1:
            await run.rows("SELECT 1")
        monkeypatch.setattr(store, "hand_over", real_handover)
        assert (await run.ingest.requeue()).taken_in == 1
        assert await stored(run) == ["/bad", "/good"]
        assert list((tmp_path / "journal" / "quarantine").iterdir()) == []


def addresses(folder: Path) -> list[str]:
    files = sorted((folder / "journal" / "quarantine").glob("*.log"))
    return [entry.client.address for path in files for entry in scan(path) if isinstance(entry, Record)]


@pytest.mark.expects_log("were set aside")
async def test_addresses_leave_the_quarantine_after_a_week_and_visitors_stay_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = CLIENT, type(CLIENT)("198.51.100.9", CLIENT.user_agent, True, True)
    folder = tmp_path / "crashed"
    async with running(tmp_path / "first", FakeClock(), **SLOW) as run:
        for client in (first, second, first):
            await run.send(pageview(), client=client)
        shutil.copytree(tmp_path / "first" / "journal", folder / "journal")
    quarantine = Quarantine(folder / "journal" / "quarantine")
    async with running(folder, FakeClock(), BLOG):
        assert addresses(folder) == [first.address, second.address, first.address]
        quarantine.hide_clients(NOON_US + 6 * DAY_US)
        assert addresses(folder) == [first.address, second.address, first.address]
        (quarantine.folder / "00000001-8.damaged").write_bytes(b"203.0.113.7")
        quarantine.hide_clients(NOON_US + 8 * DAY_US)
        hidden = addresses(folder)
        assert hidden[0] == hidden[2] != hidden[1]
        assert not {first.address, second.address} & set(hidden)
        quarantine.hide_clients(NOON_US + 9 * DAY_US)
        assert addresses(folder) == hidden
    async with running(folder, FakeClock()) as run:
        await run.ingest.requeue()
        await run.ingest.flush()
        assert await run.rows(
            "SELECT count(*), count(DISTINCT visitor), any_value(browser), count(country) FROM events"
        ) == [(3, 2, "Chrome", 0)]


@pytest.mark.parametrize("name", ["00000001-8.damaged", "unknown-1-2-3.log.new"])
def test_damaged_bytes_and_half_written_files_leave_the_quarantine_after_a_week(tmp_path: Path, name: str) -> None:
    quarantine = Quarantine(tmp_path)
    (tmp_path / name).write_bytes(b"203.0.113.7")
    written_us = (tmp_path / name).stat().st_mtime_ns // 1000
    quarantine.hide_clients(written_us + 6 * DAY_US)
    assert (tmp_path / name).exists()
    quarantine.hide_clients(written_us + 8 * DAY_US)
    assert not (tmp_path / name).exists()


def test_a_folder_that_vanishes_while_it_is_listed_has_nothing_to_look_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanished(folder: object) -> None:
        raise FileNotFoundError(folder)

    quarantine = Quarantine(tmp_path)
    monkeypatch.setattr("os.scandir", vanished)
    quarantine.hide_clients(NOON_US)
    quarantine.count()
    assert (quarantine.paths(), quarantine.events.unknown) == ([], 0)
