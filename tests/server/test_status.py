"""Status of the server: healthy, and with each problem that it reports."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.domain.clock import new_record
from app.domain.server_status import HealthCheck, PlacesStatus, ServerStatus
from app.server.status import StatusReport
from app.server.stores.self_hosted import SelfHostedStores
from app.server.trusted_clock import TrustedClock
from tests.server.hand_clock import HandClock
from tests.server.ingest.conftest import NOON_US, Running, pageview, running

NOON = datetime.fromtimestamp(NOON_US / 1e6, UTC)


async def status_of(run: Running, data_dir: Path, now: datetime = NOON) -> ServerStatus:
    hand = HandClock(now - timedelta(hours=1))
    clock = TrustedClock(run.database, hand, hand.steady_s, new_record(hand.now))
    stores = SelfHostedStores(run.database)
    report = StatusReport(Settings(data_dir=data_dir), stores, run.ingest, ("http://nas:3000",), clock, PlacesStatus)
    hand.advance(timedelta(hours=1))
    return await report()


def check(status: ServerStatus, name: str) -> HealthCheck:
    return next(entry for entry in status.checks if entry.name == name)


async def test_a_healthy_server_has_state_ok(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())
        await run.ingest.flush()
        await run.send(pageview())
        status = await status_of(run, tmp_path)
    assert (status.state, status.uptime_s, status.addresses) == ("ok", 3600.0, ("http://nas:3000",))
    assert (status.stored_today, status.queue.depth, status.queue.accepted) == (1, 1, 2)
    assert status.started_at == NOON - timedelta(hours=1)
    assert status.database_bytes > 0


async def test_a_write_ahead_log_that_a_checkpoint_removes_meanwhile_does_not_fail_the_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())
        await run.ingest.flush()
        await run.database.checkpoint()
        path = run.database.path
        assert not path.with_name(path.name + ".wal").exists()
        with monkeypatch.context() as before:
            before.setattr(Path, "exists", lambda _: True)  # it was there a moment ago
            status = await status_of(run, tmp_path)
        assert status.database_bytes == path.stat().st_size


async def test_every_check_consists_of_reasons_with_codes(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        status = await status_of(run, tmp_path)
    for checked in status.checks:
        assert checked.reasons, checked
        assert checked.message == " ".join(reason.text for reason in checked.reasons)


async def test_yesterdays_events_do_not_count_for_today(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())
        await run.ingest.flush()
        status = await status_of(run, tmp_path, NOON + timedelta(days=1))
    assert status.stored_today == 0


async def test_a_hanging_database_is_reported(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.database.close()
        status = await status_of(run, tmp_path)
        assert status.state == "degraded"
        assert check(status, "database") == HealthCheck("database", "degraded", "The database is not open.")
        assert check(status, "clock").state == "ok"


@pytest.mark.parametrize(("minutes", "state"), [(0.5, "ok"), (30, "degraded")])
async def test_a_clock_set_back_is_reported(tmp_path: Path, minutes: float, state: str) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())
        await run.ingest.flush()
        status = await status_of(run, tmp_path, NOON - timedelta(minutes=minutes))
    assert check(status, "clock").state == status.state == state
    assert state == "ok" or "30 minutes behind" in check(status, "clock").message


async def test_events_of_a_clock_that_was_ahead_do_not_put_the_right_one_in_doubt(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())
        await run.ingest.flush()
        status = await status_of(run, tmp_path, NOON - timedelta(days=400))
    assert (status.state, check(status, "clock").state) == ("ok", "ok")
    assert "came while it was ahead" in check(status, "clock").message


async def test_an_almost_full_disk_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=100 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    async with running(tmp_path) as run:
        status = await status_of(run, tmp_path)
    assert check(status, "disk").state == "degraded"
    assert "Only 100 MiB are free" in check(status, "disk").message


async def test_a_missing_data_folder_is_reported(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        status = await status_of(run, tmp_path / "gone")
    assert (
        check(status, "disk").message == "The free space of the data folder cannot be read: No such file or directory."
    )
